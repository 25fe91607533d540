"""MODEL_CARD.md out of a manifest: what a person should know before trusting the model."""

LIMITS = {
    "region": """- It was trained on Normals of adults and on children; severe disease hides lung from it. An unusual shape is
  therefore only noted; a small and faint one is not believed, and the image is *not analysed*.
- Other pictures mostly give no believable lung field, but this network is not made to tell them from chests: lateral
  views, photographs and other body parts were not measured.""",
    "gate": """- No lateral chest radiograph was at hand, neither to train nor to measure on.
- The photographs and drawings that it was tried on are few; the other body parts come from one small public set.""",
    "classifier": """- **Adults of one source.** The adult pictures all come from the NIH Clinical Center; another hospital's scanners,
  processing and patients may shift the scores. The adult test set that was held back has not been measured yet.
- **Children of one hospital.** The children were 1 to 5 years old and all come from one hospital in Guangzhou, whose
  pictures reached us squashed to squares. Thresholds were chosen on adults: the children's row shows what they do there.
- **Looked at.** Kermany's test was looked at once while the recipe was made, and the last stage was added because of
  it: its rows are slightly kind too.
- **View.** AP pictures are taken of sicker patients; the AUC within PA alone is the more honest number.
- **Lungs only.** The network sees nothing outside the lung fields, and what the lung field misses (a lung hidden by
  dense disease or effusion) it does not see either.
- **Our masks shift scores.** The abnormal adult pictures for calibration exist as cut-outs with reference masks only;
  the shift is given above as measured on Normals that exist both ways.
- **Labels.** RSNA's classes come from radiologists who saw one picture; NIH's are mined from report text and noisy.""",
}


def card_of(manifest):
    parts = [f"# {manifest['title']} ({manifest['id']} {manifest['version']})", intro(manifest), "## What it must not be used for",
             must_not(manifest), "## Trained on", sources(manifest), "## Measured", table(manifest), *operating(manifest),
             "## Limits", LIMITS[manifest["kind"]], "## File",
             f"`{manifest['file']['name']}`, opset {manifest['file']['opset']}, SHA-256 `{manifest['file']['sha256']}`. "
             f"Recipe: `{manifest['provenance']['recipe']}`, seed {manifest['provenance']['seed']}; the list of pictures it was "
             f"made from has SHA-256 `{manifest['provenance']['dataManifestSha256']}`. Licence: {manifest['licence']}.",
             "This card is written from manifest.json by `models/training/card.py`."]
    return "\n\n".join(parts) + "\n"


def intro(manifest):
    if manifest["kind"] == "region":
        return ("A small U-Net that marks the lung fields of a frontal chest radiograph. Its mask frames the picture for "
                "classifiers and says whether there are lungs to look at.")
    if manifest["kind"] == "gate":
        return f"A small network that lets through only {manifest['gate']['accepts']}."
    labels = "\n".join(f"- **{label['title']}** (`{label['name']}`): {label['meaning']}." for label in manifest["labels"])
    return f"A small residual network that looks at the lung fields. Intended use: {manifest['intendedUse']['purpose']}.\n\n{labels}"


def must_not(manifest):
    if manifest["kind"] == "gate":
        return "To say what else a picture shows, or whether a chest is well."
    if manifest["kind"] == "region":
        return "To measure lungs, or to exclude anything. It only prepares the input of other models."
    return "It must not\n\n" + "\n".join(f"- {line};" for line in manifest["intendedUse"]["mustNot"])[:-1] + "."


def sources(manifest):
    lines = [f"- {source['name']}: {source['used']}. Terms: {source['terms']}." for source in manifest["provenance"]["data"]]
    return "\n".join(lines) + ("\n\nThe copies of the pictures that were used come from public repositories that mostly carry "
                               "no licence of their own; the upstream terms above are relied on. No picture is in this repository.")


RULES = {"gate": "95 % intervals in brackets (Wilson).", "region": """95 % intervals in brackets (Wilson). A lung field is not believed when it is too small, or small and faint
at once; the limits were chosen on these chests and a part of these other pictures, so the shares are slightly kind."""}


def region_value(entry):
    return f"{entry['dice']:.3f}" if "dice" in entry else interval(entry.get("sensitivity", entry.get("specificity")))


def interval(measured):
    return "" if measured is None else f"{measured['value']:.3f} ({measured['low']:.3f}–{measured['high']:.3f})"


def table(manifest):
    if manifest["kind"] != "classifier":
        rows = [f"| {e['dataset']} | {e['question']} | {e['n']} | {region_value(e)} |" for e in manifest["evaluation"]]
        return "\n".join([RULES[manifest["kind"]], "", "| data | question | n | value |", "|---|---|---|---|", *rows])
    parts = []
    for label in manifest["labels"]:
        rows = [f"| {e['dataset']}{', ' + e['subgroup'] if 'subgroup' in e else ''} | {e['question']} | {e['n']} | {e['positives']} "
                f"| {interval(e.get('auc'))} | {interval(e.get('sensitivity'))} | {interval(e.get('specificity'))} |"
                for e in manifest["evaluation"] if e["label"] == label["name"]]
        parts.append("\n".join([f"### {label['title']}", "", "| data | question | n | positives | AUC | sensitivity | specificity |",
                                "|---|---|---|---|---|---|---|", *rows]))
    return ("95 % intervals in brackets: DeLong's for the AUC, Wilson's for shares; sensitivity and specificity at the "
            "threshold below.\n\n" + "\n\n".join(parts) + "\n\n" + "\n".join(f"- {remark}" for remark in manifest["remarks"]))


def operating(manifest):
    if manifest["kind"] == "gate":
        rule = manifest["gate"]
        return ["## Threshold", f"{rule['threshold']}, chosen on {rule['chosenOn']}: {rule['rule']}. Unsure below "
                f"{rule['unsureBelow']}.", "\n".join(f"- {remark}" for remark in manifest["remarks"])]
    if manifest["kind"] == "region":
        return []
    rows = [f"| {label['title']} | {label['operatingPoint']['threshold']} | {label['operatingPoint']['band'][0]} – "
            f"{label['operatingPoint']['band'][1]} | {label['operatingPoint']['rule']} | {label['calibration']['slope']:.3f}, "
            f"{label['calibration']['intercept']:.3f} |" for label in manifest["labels"]]
    return ["## Scores and thresholds", "\n".join([
        "| label | threshold | band | rule | Platt slope, intercept |", "|---|---|---|---|---|", *rows]),
        f"Scores are probabilities on {manifest['labels'][0]['calibration']['fittedOn']}, n = "
        f"{manifest['labels'][0]['calibration']['n']}, with that set's prevalence; they are not the probability of disease in "
        "another hospital's patients. Calibration and thresholds were chosen on the same validation data, so the rows on it are "
        "slightly kind."]
