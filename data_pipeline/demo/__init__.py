"""The simulator: a labelled make-believe election over the real regions, formulas and calendar."""
