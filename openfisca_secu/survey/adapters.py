"""The formats of surveys, by name. An adapter is a module with `read(path, **options) -> Survey`."""

import importlib
import inspect

from openfisca_secu.survey.refusals import SurveyError

FORMATS = {
    "own": "openfisca_secu.survey.own",
    "eu_silc": "openfisca_secu.survey.eu_silc",
    "erfs_fpr": "openfisca_secu.survey.erfs_fpr",
    "eu_silc_udb": "openfisca_secu.survey.eu_silc_udb",
    "mapping": "openfisca_secu.survey.mapping",
    "sample": "openfisca_secu.survey.sample",
}


def read(path, form="own", **options):
    """The survey at `path`, in the package's own layout in memory.

    Args:
        path: a file or a folder; what else it may be is up to the format.
        form: one of `FORMATS`.
        options: of the format's own `read`; those that are None are as if not given.

    Raises:
        SurveyError: an unknown format, an option that the format does not have, or a file that cannot be read.
    """
    if form not in FORMATS:
        raise SurveyError(f"the format {form!r} is not known; accepted: {', '.join(FORMATS)}")
    adapter = importlib.import_module(FORMATS[form])
    options = {name: value for name, value in options.items() if value is not None}
    accepted = list(inspect.signature(adapter.read).parameters)[1:]
    for name in options:
        if name not in accepted:
            raise SurveyError(f"the format {form!r} has no option {name!r}; accepted: {', '.join(accepted) or 'none'}")
    return adapter.read(path, **options)
