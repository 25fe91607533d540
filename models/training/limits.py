"""What a reader should know beside the numbers: remarks of the manifest, which the model card lists as limits."""

LIMITS = {
    "region": [
        "It was trained on Normals of adults and on children, half of them with drawn disease over the lungs; dense true disease "
        "may still hide lung from it. An unusual shape is therefore only noted; a small and faint one is not believed, and the "
        "image is not analysed.",
        "Alone it believes many pictures that are no chest (hands, turned and inverted chests); the gate is there to keep them out.",
    ],
    "gate": [
        "The photographs, drawings and slices that it was tried on are few, and the other body parts come from one small public "
        "set: the intervals say how little a share of 0 proves.",
    ],
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
        "Cut-outs flatter: their reference masks leave dense disease out, and the outline alone tells lung opacity from Normal with "
        "an AUC of 0.83. Our own lung field takes dense disease in. The rows of cut-outs in other adults' bodies, which are found by "
        "our lung field, are the nearer ones; what was filled in there is drawn.",
        "RSNA's classes come from radiologists who saw one picture; NIH's are mined from report text and noisy.",
        "The copies of the pictures that were used come from public repositories that mostly carry no licence of their own; the "
        "upstream terms are relied on.",
    ],
}
