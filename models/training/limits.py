"""What a reader should know beside the numbers: remarks of the manifest, which the model card lists as limits."""

LIMITS = {
    "region": [
        "It was trained on Normals of adults and on children; severe disease hides lung from it. An unusual shape is therefore "
        "only noted; a small and faint one is not believed, and the image is not analysed.",
        "Other pictures mostly give no believable lung field, but this network is not made to tell them from chests: lateral "
        "views, photographs and other body parts were not measured.",
    ],
    "gate": [],
    "classifier": [
        "Adults of one source: the adult pictures all come from the NIH Clinical Center; another hospital's scanners, processing "
        "and patients may shift the scores.",
        "Children of one hospital: they were 1 to 5 years old and all come from one hospital in Guangzhou, whose pictures reached "
        "us squashed to squares. Thresholds were chosen on adults: the children's rows show what they do there.",
        "Kermany's test was looked at once while the recipe was made: its rows are slightly kind.",
        "AP pictures are taken of sicker patients; the AUC within PA alone is the more honest number.",
        "Lungs only: the network sees nothing outside the lung fields, and what the lung field misses (a lung hidden by dense "
        "disease or effusion) it does not see either.",
        "Our masks shift scores: the abnormal adult pictures for calibration exist as cut-outs with reference masks only.",
        "RSNA's classes come from radiologists who saw one picture; NIH's are mined from report text and noisy.",
        "The copies of the pictures that were used come from public repositories that mostly carry no licence of their own; the "
        "upstream terms are relied on.",
    ],
}
