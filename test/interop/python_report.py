"""Reads structured reports with pydicom: each file's header, content tree, and the codes that pydicom knows by other names."""
import json
import sys

import pydicom
from pydicom.sr._concepts_dict import concepts


def code(sequence):
    item = sequence[0]
    return [item.CodingSchemeDesignator, item.CodeValue, item.CodeMeaning]


def value(item):
    kind = item.ValueType
    if kind == 'CODE':
        return code(item.ConceptCodeSequence)
    if kind == 'NUM':
        measured = item.MeasuredValueSequence[0]
        return [str(measured.NumericValue), code(measured.MeasurementUnitsCodeSequence)]
    if kind == 'IMAGE':
        reference = item.ReferencedSOPSequence[0]
        return [reference.ReferencedSOPClassUID, reference.ReferencedSOPInstanceUID]
    if kind == 'CONTAINER':
        return None
    return str(item[{'TEXT': 'TextValue', 'UIDREF': 'UID', 'PNAME': 'PersonName'}[kind]].value)


def tree(item):
    return {
        'relationship': item.get('RelationshipType'),
        'type': item.ValueType,
        'concept': code(item.ConceptNameCodeSequence) if 'ConceptNameCodeSequence' in item else None,
        'value': value(item),
        'children': [tree(child) for child in item.get('ContentSequence', [])],
    }


def codes(node):
    found = [one for one in (node['concept'], node['value']) if isinstance(one, list) and len(one) == 3]
    if isinstance(node['value'], list) and node['type'] == 'NUM':
        found.append(node['value'][1])
    return found + [one for child in node['children'] for one in codes(child)]


def known_meanings(scheme, wanted):
    table = concepts.get(scheme, {})
    return {entry[wanted][0] for entry in table.values() if wanted in entry}


def misnamed(node):
    for scheme, wanted, meaning in codes(node):
        known = known_meanings(scheme, wanted)
        if scheme in ('DCM', 'SCT', 'UCUM') and meaning not in known:
            yield [scheme, wanted, meaning, sorted(known)]


def describe(path):
    data = pydicom.dcmread(path)
    root = tree(data)
    return {
        'root': root,
        'misnamed': list(misnamed(root)),
        'patientName': str(data.PatientName),
        'text': {k: str(data.get(k, '')) for k in (
            'PatientID', 'AccessionNumber', 'StudyInstanceUID', 'SOPInstanceUID', 'SeriesInstanceUID', 'VerificationFlag',
            'PreliminaryFlag', 'CompletionFlag', 'StudyDate', 'StudyID', 'ReferringPhysicianName')},
        'verifier': [
            [str(one.VerifyingObserverName), one.VerifyingOrganization, str(one.VerificationDateTime)]
            for one in data.get('VerifyingObserverSequence', [])
        ],
        'evidence': [
            [study.StudyInstanceUID, series.SeriesInstanceUID, sop.ReferencedSOPInstanceUID]
            for study in data.CurrentRequestedProcedureEvidenceSequence
            for series in study.ReferencedSeriesSequence
            for sop in series.ReferencedSOPSequence
        ],
        'predecessors': [
            sop.ReferencedSOPInstanceUID
            for study in data.get('PredecessorDocumentsSequence', [])
            for series in study.ReferencedSeriesSequence
            for sop in series.ReferencedSOPSequence
        ],
    }


print(json.dumps([describe(path) for path in sys.argv[1:]]))
