"""The words and numbers of the manifest.json files."""

RSNA = {"name": "RSNA Pneumonia Detection Challenge 2018 (NIH ChestX-ray14 pictures, classes by radiologists)",
        "terms": "research and other commercial or non-commercial purposes, with attribution (RSNA 2018)"}
NIH = {"name": "NIH ChestX-ray14 (Wang et al., CVPR 2017), provided by the NIH Clinical Center",
       "terms": "no restrictions; link to the source, cite, acknowledge the NIH Clinical Center"}
KERMANY = {"name": "Kermany et al., Guangzhou children's chest X-rays, doi 10.17632/rscbjbr9sj.2",
           "terms": "CC BY 4.0"}
MEDNIST = {"name": "MedNIST (hand X-rays, head, abdomen and chest CT, breast MRI)", "terms": "CC BY-SA 4.0"}
PHOTOGRAPHS = {"name": "Photographs in Debian packages of desktop backgrounds (GNOME, MATE, Plasma, Lomiri)",
               "terms": "free licences of those packages (CC BY-SA, GPL and others)"}


def common(identity, version, sha, opset, provenance, used):
    return {
        "schemaVersion": 1,
        "id": identity["id"],
        "version": version,
        "title": identity["title"],
        "kind": identity["kind"],
        "licence": "MIT for the weights and this manifest; the pictures keep their upstream terms and are not included",
        "provenance": {
            "trainedBy": "the Imaging Triage project",
            "recipe": "models/training",
            **provenance,
            "data": used,
        },
        "file": {"name": "model.onnx", "sha256": sha, "opset": opset},
    }


def region_manifest(version, sha, opset, provenance, dice):
    used = [{**RSNA, "used": "3 422 whole pictures of Normals with lung masks"},
            {**KERMANY, "used": "4 719 pictures with lung masks"}]
    return {
        **common({"id": "lung-field", "title": "Lung field", "kind": "region"}, version, sha, opset, provenance, used),
        "input": {
            "name": "picture", "layout": "NCHW", "width": 128, "height": 128, "channels": ["picture"],
            "source": "display", "fit": "pad", "resampling": "area-average",
            "normalise": {"kind": "standardise", "over": "picture"},
        },
        "outputs": {"mask": {"name": "lung_field", "kind": "probabilities"}},
        "region": {
            "title": "lung fields",
            "threshold": 0.5,
            "parts": 2,
            "margin": 0.03,
            "minimumShare": 0.04,
            "doubtful": [{"share": 1, "confidence": 0.75}, {"share": 0.13, "confidence": 0.9}],
            "usual": {"share": [0.1, 0.46], "confidence": [0.9, 1], "balance": [0.4, 1]},
        },
        "evaluation": [
            {"label": "lung-field", "dataset": name, "question": "overlap (Dice) with the reference mask", "n": n,
             "positives": n, "dice": value} for name, (value, n) in dice.items()
        ],
        "remarks": [],
    }


GATE_TITLES = {"frontal-chest": "a frontal chest radiograph", "inverted-chest": "a chest with black and white exchanged",
               "turned-chest": "a chest that lies on its side or upside down", "other": "something else than a chest"}


def gate_manifest(version, sha, opset, provenance, classes, threshold, unsure, evaluation, remarks):
    used = [{**RSNA, "used": "2 500 whole pictures of Normals"}, {**KERMANY, "used": "2 500 pictures"},
            {**NIH, "used": "815 whole pictures"}, {**MEDNIST, "used": "2 538 pictures"},
            {**PHOTOGRAPHS, "used": "1 392 crops of 116 pictures"}]
    return {
        **common({"id": "frontal-chest", "title": "Frontal chest gate", "kind": "gate"}, version, sha, opset, provenance, used),
        "input": {
            "name": "picture", "layout": "NCHW", "width": 96, "height": 96, "channels": ["picture"],
            "source": "display", "fit": "pad", "resampling": "area-average",
            "normalise": {"kind": "standardise", "over": "picture"},
        },
        "outputs": {"scores": {"name": "logits", "kind": "logits"}},
        "gate": {
            "accepts": GATE_TITLES["frontal-chest"],
            "classes": [{"name": name, "title": GATE_TITLES[name], "accepted": name == "frontal-chest"} for name in classes],
            "threshold": threshold,
            "unsureBelow": unsure,
            "chosenOn": "validation chests: RSNA Normals, NIH, Kermany; whole pictures",
            "rule": "at the 0.5 % quantile of the validation chests of the hardest source (interpolated), at most 0.5; "
                    "unsure up to the probability that 3 % of the chests of the hardest source stay below, within 0.5 to 0.9",
            "boundTo": sha,
        },
        "evaluation": evaluation,
        "remarks": remarks,
    }


LABELS = {
    "lung-opacity": {
        "title": "Lung opacity",
        "meaning": "RSNA's radiologists' class Lung Opacity (an opacity suspicious for pneumonia), against their classes "
                   "Normal and abnormal without lung opacity",
        "code": {"scheme": "DCM", "value": "112001", "meaning": "Opacity"},
    },
    "any-abnormality": {
        "title": "Any abnormality",
        "meaning": "not RSNA's radiologists' class Normal: a lung opacity or any other abnormality",
    },
}


def label_of(name, choice, sha):
    fitted = "RSNA val (adults; Normals through our own lung field, the other classes as lung cut-outs)"
    return {
        "name": name,
        **LABELS[name],
        "operatingPoint": {
            "threshold": choice["threshold"],
            "band": choice["band"],
            "chosenOn": fitted,
            "rule": "specificity {:.2f} among Normals; the band runs from {:.2f} to {:.2f}".format(*choice["specificity"]),
            "boundTo": sha,
        },
        "calibration": {"kind": "platt", "slope": choice["platt"][0], "intercept": choice["platt"][1],
                        "fittedOn": fitted, "n": choice["n"]},
    }


def chest_manifest(version, sha, opset, provenance, choices, entries):
    used = [{**RSNA, "used": "9 354 lung cut-outs, the same lungs set into other adults' pictures, "
                             "3 422 whole pictures of Normals, and the boxes that radiologists drew "
                             "around the opacities of 2 630 of the cut-outs"},
            {**NIH, "used": "815 whole pictures: with text-mined labels for the first network, with the classes that the "
                            "networks before it gave them for the second, and last, 449 of them and 2 113 of RSNA's with the "
                            "findings that a DenseNet-121, trained on NIH ChestX-ray14, gave them"},
            {**KERMANY, "used": "4 719 pictures"}]
    return {
        **common({"id": "chest-opacity", "title": "Chest opacity", "kind": "classifier"}, version, sha, opset, provenance, used),
        "input": {
            "name": "lungs", "layout": "NCHW", "width": 160, "height": 160, "channels": ["picture", "region"],
            "source": "display", "fit": "pad", "resampling": "area-average",
            "normalise": {"kind": "standardise", "over": "region"}, "preparedBy": "lung-field",
        },
        "outputs": {"scores": {"name": "logits", "kind": "logits", "activation": "sigmoid"},
                    "evidence": {"name": "evidence"}},
        "labels": [label_of(name, choice, sha) for name, choice in choices.items()],
        "intendedUse": {
            "purpose": "to order a reading list of frontal chest radiographs by urgency; a clinician reads every one",
            "notLookedFor": ["pneumothorax", "nodules", "fractures", "changes of the heart or the mediastinum",
                             "misplaced tubes and lines"],
            "modalities": ["CR", "DX"],
            "bodyParts": ["CHEST", "THORAX", "LUNG"],
            "views": ["AP", "PA"],
            "minimumAgeYears": 1,
            "gatedBy": "frontal-chest",
            "mayBeUnknown": ["modality", "bodyPart", "view", "age"],
            "mustNot": [
                "be used to diagnose, to rule out disease, or to leave a picture unread",
                "be used on lateral views, on other body parts, or on CT and MR slices",
                "be used on infants under one year: none were seen in training",
            ],
        },
        "remarks": [remark_of(name, choice) for name, choice in choices.items()],
        "evaluation": entries,
    }


def remark_of(name, choice):
    shift = choice["shift"]
    return (f"{LABELS[name]['title']}: through our own lung field instead of the reference mask, Normals score "
            f"{shift['meanShift']:+.2f} logits (deviation {shift['deviation']:.2f}, {shift['pairs']} pairs). Expected "
            f"calibration error on the data that the calibration was fitted on: {choice['calibrationError']:.3f}.")


def variant_manifest(original, sha, choices, entries, costs, times):
    """The int8 variant: as the original, with thresholds, calibration and measurements of its own."""
    return {
        **original,
        "id": "chest-opacity-int8",
        "title": f"{original['title']}, int8",
        "file": {**original["file"], "sha256": sha},
        "labels": [label_of(name, choice, sha) for name, choice in choices.items()],
        "variantOf": {"id": original["id"], "version": original["version"], "sha256": original["file"]["sha256"],
                      "precision": "int8", "costs": costs},
        "remarks": [remark_of(name, choice) for name, choice in choices.items()] + [
            "CPU time a picture, one thread of onnxruntime-node on the machine that made it: "
            + "; ".join(f"{what} {value:.2f} ms" for what, value in times.items()) + ".",
            "Quantised after training (QDQ, weights 7 bits a channel, activations 8 bits) by models/training/quantise.py."],
        "evaluation": entries,
    }
