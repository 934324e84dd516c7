"""Cards: an answer in words, for systems that show little else."""
