"""Django's registration of this app."""

from django.apps import AppConfig

from pgx.retention import register


class AssessmentsConfig(AppConfig):
    """The one entry: panel + regimens + release -> Assessment; and saved assessments."""

    name = "pgx.assessments"

    def ready(self) -> None:
        """Say what is saved of an account, and how long; and what a release must be able to do."""
        from pgx.accounts import own_data
        from pgx.assessments import saved
        from pgx.assessments.effect.check import reference_panels_can_be_answered
        from pgx.assessments.effect.whole_check import observations_have_numbers, whole_answers
        from pgx.knowledge.registry import register_compiled, register_slow

        keeps = f"as long as was asked for, at most {saved.LONGEST_KEEP_DAYS} days"
        register("saved assessments", keeps, saved.sweep)
        own_data.register("saved_assessments", saved.own_data)
        register_compiled(reference_panels_can_be_answered)
        register_slow(whole_answers)
        register_slow(observations_have_numbers)
