"""The rules of labor: operators and their certificates, jobs with breaks, time told afterwards and corrected."""
