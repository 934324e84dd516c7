"""The chain from a gene to a response: a page for each subject, its figure made by the model."""
