"""What can be wrong with an item file: what is edited in the small one, and what is then said.

Each: the text in place of what, the line, the field, and words of the reason.
"""

PICTURE, OPTIONS = "items.0.picture", "items.0.options"
FORM = [  # it cannot be read
    ("belief: M05", "belief: M06", 1, "belief", "the file is M05.yaml, so write M05"),
    ("use: test", "use: exam", 4, "items.0.use", "'test' or 'review' (found exam)"),
    ("  - id: m05-table", "  - id: m05-table\n    hue: red", 4, "items.0.hue", "no such key"),
    ("        right: true\n", "", 25, f"{OPTIONS}.1", "exactly one of right: true and misc"),
    ("kind: table", "kind: pie", 12, PICTURE, "does not match any of the expected tags"),
    ("test/debrief]", "test]", 35, "items.0.taught_by.0", "should match pattern"),
    ("{{phenotype.", "{{fenotype.", 11, "items.0.ask", "known: exposure"),
    ('"*2/*2"', "*2/*2", 7, "", "write star alleles in quotes"),
]
MEANING = [  # it can be read, and says what cannot be
    ("use: test", "use: review", 2, "items", "2 for tests, 3 for review: write exactly 3"),
    ("id: m05-dots", "id: m05-table", 36, "items.1.id", "m05-table is taken"),
    ("id: m05-dots", "id: dots", 36, "items.1.id", "dots: begin with m05-"),
    ("citalopram, gene: CYP2C19", "escitalopram, gene: CYP2C19", 70, "items.2.dress",
     "drug, gene and kind of picture are those of m05-dots"),
    ("gene: CYP2C19}", "gene: CYP2C9}", 5, "items.0.dress.gene", "no gene of the release"),
    ("above: 1.2", "above: 120", 10, "items.0.must_hold.0", "does not hold: exposure is ×"),
    ("    must_hold:\n      - {value: exposure, above: 1.2}\n", "", 3, "items.0",
     "must_hold is missing"),
    ("      main: {", "      first: {", 6, "items.0.runs", "there is no run main"),
    ("table aside?", "12 aside?", 11, "items.0.ask", "'12' is a number from nowhere"),
    ("table aside?", "so which works best?", 11, "items.0.ask", "which drug works best"),
    ("table aside?", "table" + " aside" * 60, 11, "items.0.ask", "words: at most 60"),
    ("The test says where the level of", "The test may say the level of", 26,
     f"{OPTIONS}.1.text", "only the right option is hedged"),
    ("The test says that the transporter fills up as the level does.", "It fills up.", 19,
     OPTIONS, "more than 1.25 times the shortest"),
    ("        misconception: M05", "        misconception: M02", 19, OPTIONS,
     "no wrong option shows M05"),
    ("        shows: [exposure]\n", "", 20, f"{OPTIONS}.0.shows", "name the values"),
    ("/debrief]", "/ending]", 35, "items.0.taught_by.0", "is no step of a case"),
    ("whether-to-test/debrief", "three-times-the-level/debrief", 35, "items.0.taught_by",
     "whose feedback recognises M05"),
    ("values: [exposure, plain/exposure]", "values: [exposure]", 17, f"{PICTURE}.rows.0.values",
     "1 values under 2 heads"),
    ("values: [plain/occupancy.SERT]", "values: [plain/exposure]", 48, "items.1.picture.rows",
     "one scale has one unit"),
    ("series: points_over_placebo", "series: pointz", 113, "items.3.picture.series",
     "pointz is no series here"),
    ("caption: What the model says of {{drug}}.", "caption: \"{{row misconceptions/M05 truth}}\"",
     14, f"{PICTURE}.caption", "links to the answer"),
]  # fmt: skip
