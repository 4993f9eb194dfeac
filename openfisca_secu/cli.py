"""The command `openfisca-secu`. Results go to standard output, messages and errors to standard error.

Exit codes: 0, done; 1, the run failed (a formula, a process, a full disk); 2, the command, the survey or an option is
wrong, and nothing was written; 130, interrupted from the keyboard.
"""

import argparse
import datetime
import os
import sys
from pathlib import Path

from openfisca_secu import cli_texts as texts

DONE, FAILED, WRONG, INTERRUPTED = 0, 1, 2, 130


def main(arguments=None):
    """Run the command; gives its exit code."""
    arguments = sys.argv[1:] if arguments is None else [str(one) for one in arguments]
    options = _parser().parse_args(arguments)
    options.command = arguments
    try:
        return options.run(options)
    except KeyboardInterrupt:
        return _end(INTERRUPTED, "interrupted; the same command goes on from the finished blocks")
    except BrokenPipeError:  # the reader of the output, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (OSError, MemoryError) as error:
        return _end(FAILED, str(error) or "not enough memory: try smaller blocks or fewer processes")


def _parser():
    parser = argparse.ArgumentParser(
        prog="openfisca-secu",
        description="The French Code de la sécurité sociale, computed: surveys simulated, articles looked up.",
        epilog=texts.EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_simulate(commands)
    _add_compare(commands)
    _add_replay(commands)
    _add_check(commands)
    _add_inputs(commands)
    _add_schema(commands)
    _add_code(commands)
    return parser


def _add_command(commands, name, run, **said):
    parser = commands.add_parser(name, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **said)
    parser.set_defaults(run=run)
    return parser


def _add_simulate(commands):
    parser = _add_command(
        commands,
        "simulate",
        _simulate,
        help="simulate a survey year by year",
        description=texts.SIMULATE,
        epilog=texts.SIMULATE_EXAMPLES,
    )
    _add_survey(parser)
    parser.add_argument("--output", required=True, metavar="DIR", help=_OUTPUT)
    parser.add_argument(
        "--reform", action="append", default=[], metavar="FILE", help="a reform of the law simulated; may be repeated"
    )
    parser.add_argument("--law-year", type=int, metavar="YEAR", help="the year whose law is applied to every year")


_OUTPUT = "folder of the results; made, or replaced whole"


def _add_compare(commands):
    parser = _add_command(
        commands,
        "compare",
        _compare,
        help="compare a reform with the law on a survey",
        description=texts.COMPARE,
        epilog=texts.COMPARE_EXAMPLES,
    )
    _add_survey(parser)
    parser.add_argument("--output", metavar="DIR", help=f"{_OUTPUT} (default: the folder of the report)")
    parser.add_argument("--report", metavar="FILE", help="the French report, in the folder of the results")
    laws = parser.add_argument_group("what is compared")
    laws.add_argument("--reform", action="append", default=[], metavar="FILE", help="a reform; may be repeated")
    laws.add_argument("--law-year", type=int, metavar="YEAR", help="the year whose law the reform applies")
    laws.add_argument(
        "--reference-reform", action="append", default=[], metavar="FILE", help="a reform of what it is compared with"
    )
    laws.add_argument("--reference-law-year", type=int, metavar="YEAR", help="the year of the law compared with")
    shown = parser.add_argument_group("results")
    shown.add_argument(
        "--threshold",
        type=float,
        metavar="EUROS",
        help="yearly change from which a household gains or loses (default: 12)",
    )
    shown.add_argument("--replicates", type=int, metavar="N", help="draws for standard errors; 0: none (default: 100)")
    shown.add_argument(
        "--incentives", action="store_true", help="marginal and participation rates of the last year: takes time"
    )
    shown.add_argument("--min-count", type=int, default=0, metavar="N", help="mask figures of fewer observations")
    shown.add_argument(
        "--dominance", type=float, default=1.0, metavar="SHARE", help="mask totals of which one makes up more than that"
    )


def _add_read(parser):
    """What every command that reads a survey takes."""
    parser.add_argument("survey", metavar="SURVEY", help="file, folder, or the word `sample`")
    parser.add_argument("--years", required=True, metavar="YEARS", help="2024, or 2019-2026, or 2019,2024")
    parser.add_argument(
        "--variables", metavar="A,B", help="variables to compute, separated by commas (default: every instrument)"
    )
    parser.add_argument(
        "--on-error",
        choices=("refuse", "skip-household"),
        default="refuse",
        help="wrong rows: refuse the survey, or leave their households out and say so (default: refuse)",
    )
    parser.add_argument("--ignore-columns", action="store_true", help="pass over unknown columns")
    _add_reading(parser.add_argument_group("reading"))


def _add_survey(parser):
    """What every command that simulates a survey takes."""
    _add_read(parser)
    _add_population(parser.add_argument_group("population (docs/surveys.md; nothing of this is done by default)"))
    running = parser.add_argument_group("running (none of these changes a result)")
    running.add_argument(
        "--block-size",
        type=int,
        metavar="N",
        help="households simulated together: takes memory, saves time",
    )
    running.add_argument("--processes", type=int, metavar="N", help="how many side by side (default: one a processor)")
    running.add_argument("--dask", metavar="ADDRESS", help="a Dask scheduler (tcp://HOST:PORT), or `local`")
    running.add_argument("--quiet", action="store_true", help="no progress bar, no report: only the table of totals")


def _add_population(group):
    """What may be done to a survey's values and weights."""
    group.add_argument("--uprate", action="store_true", help="carry amounts to each year by published indices")
    group.add_argument("--uprating", metavar="FILE", help="likewise, with the changes of a YAML file")
    group.add_argument(
        "--uprate-beyond", action="store_true", help="likewise, and repeat an index's last change in the years it lacks"
    )
    group.add_argument("--take-up", metavar="FILE", help="who claims which benefit: a YAML file, or `published`")
    group.add_argument("--take-up-seed", type=int, metavar="N", help="of the draws, instead of the file's")
    group.add_argument("--margins", metavar="FILE", help="totals to which the weights are calibrated: CSV or YAML")
    group.add_argument("--calibration", metavar="METHOD", help="linear, raking or logit (default: raking)")
    group.add_argument("--calibration-bounds", metavar="LOW,HIGH", help="logit: of what weights are multiplied by")


def _add_replay(commands):
    parser = _add_command(
        commands,
        "replay",
        _replay,
        help="make a run again from its manifest",
        description=texts.REPLAY,
        epilog=texts.REPLAY_EXAMPLES,
    )
    parser.add_argument("manifest", metavar="MANIFEST", help="manifest.json of a run, or its folder")
    parser.add_argument("--output", required=True, metavar="DIR", help=_OUTPUT)


def _replay(options):
    from openfisca_secu.replay import Manifest  # noqa: PLC0415 — pandas would slow down `--help`
    from openfisca_secu.survey.refusals import SurveyError  # noqa: PLC0415

    try:
        manifest = Manifest.read(options.manifest)
    except SurveyError as error:
        return _end(WRONG, str(error))
    if Path(options.output).resolve() == manifest.path.parent.resolve():
        return _end(WRONG, f"{options.output}: the results of the run stand there; give another folder")
    for sentence in manifest.other_versions():
        print(f"openfisca-secu: {sentence}", file=sys.stderr)
    code = main([*manifest.command, "--output", options.output, "--quiet"])
    if code != DONE:
        return code
    differences = manifest.differences(options.output)
    if differences:
        return _end(FAILED, f"{len(differences)} files are not the same: {', '.join(differences)}")
    print(f"\nThe {len(manifest.files)} files of {options.output} are the same, byte for byte.")
    return DONE


def _add_reading(group):
    group.add_argument("--format", dest="form", metavar="NAME", help=_FORM)
    group.add_argument("--mapping", metavar="FILE", help="mapping: the file (default: mapping.yaml in the folder)")
    group.add_argument("--data-year", type=int, metavar="YEAR", help="the year that the data describe")
    group.add_argument("--menages", metavar="FILE", help="households, where they don't stand in the folder")
    group.add_argument("--familles", metavar="FILE", help="families, likewise")
    group.add_argument("--foyers-fiscaux", metavar="FILE", help="tax units, likewise")
    group.add_argument("--separator", metavar="C", help="between the columns of a CSV file (default: a comma)")
    group.add_argument("--decimal", choices=(".", ","), help="decimal sign of a CSV file (default: a point)")
    group.add_argument("--encoding", metavar="NAME", help="of a CSV file (default: utf-8)")
    group.add_argument(
        "--amounts", choices=("taxable", "net"), help="erfs_fpr: what its incomes are (default: taxable)"
    )
    group.add_argument("--country", metavar="CODE", help="eu_silc_udb: the rows to read, where files have several (FR)")
    group.add_argument("--factor", type=float, metavar="X", help="eu_silc: what amounts are multiplied by")
    group.add_argument("--households", type=int, metavar="N", help="sample: how many households to draw")
    group.add_argument("--seed", type=int, metavar="N", help="sample: of the draws")


_FORM = "own, mapping, eu_silc, eu_silc_udb, erfs_fpr or sample (default: own)"
_READING = (
    "mapping",
    "data_year",
    "menages",
    "familles",
    "foyers_fiscaux",
    "separator",
    "decimal",
    "encoding",
    "amounts",
    "country",
    "factor",
    "households",
    "seed",
)


def _simulate(options):
    from openfisca_secu.reforms import Law  # noqa: PLC0415 — pandas would slow down `--help`
    from openfisca_secu.survey.run import simulate  # noqa: PLC0415
    from openfisca_secu.survey.summary import REPORT  # noqa: PLC0415
    from openfisca_secu.survey.totals import as_text  # noqa: PLC0415

    def run():
        law = Law(tuple(options.reform))
        return simulate(
            options.survey, options.years, output=options.output, law=law, law_year=options.law_year, **_asked(options)
        )

    results, code = _refused(run)
    if results is None:
        return code
    _say(options, results.report, as_text(results.totals))
    if not options.quiet:
        print(f"\nTables by year, totals, report and manifest are in {results.folder} (see {REPORT}).")
    return DONE


def _compare(options):
    output, report = _places(options)
    chosen = {
        name: getattr(options, name) for name in ("threshold", "replicates") if getattr(options, name) is not None
    }

    def run():
        from openfisca_secu.comparison.run import compare  # noqa: PLC0415 — needs the extra `report`
        from openfisca_secu.comparison.secrecy import Secrecy  # noqa: PLC0415

        return compare(
            options.survey,
            options.years,
            options.reform,
            output,
            law_year=options.law_year,
            reference_reforms=options.reference_reform,
            reference_law_year=options.reference_law_year,
            secrecy=Secrecy.checked(options.min_count, options.dominance),
            incentives=options.incentives,
            report_name=report,
            **chosen,
            **_asked(options),
        )

    results, code = _refused(run)
    if results is None:
        return code
    from openfisca_secu.comparison.summary import as_text  # noqa: PLC0415

    _say(options, results.report, as_text(results))
    if not options.quiet:
        print(f"\nThe report is {results.folder / report}; tables and manifest stand beside it.")
    return DONE


def _places(options):
    """The folder of the results of a comparison and the name of its report in it."""
    report = Path(options.report) if options.report else None
    if options.output is None and report is None:
        return Path("out"), _REPORT_NAME
    if report is None:
        return Path(options.output), _REPORT_NAME
    return Path(options.output) if options.output else report.parent, report.name


_REPORT_NAME = "report.html"


def _read(options):
    """How a survey is read and what is asked of it, as keyword arguments."""
    return {
        "variables": options.variables,
        "form": options.form or ("sample" if options.survey == "sample" else "own"),
        "on_error": options.on_error,
        "ignore_columns": options.ignore_columns,
        **_given(options, _READING),
    }


def _asked(options):
    """The options that `simulate` and `compare` share, as their keyword arguments."""
    from openfisca_secu.replay import kept  # noqa: PLC0415
    from openfisca_secu.survey.run import BLOCK_SIZE  # noqa: PLC0415

    return {
        **_read(options),
        "treatment": _treatment(options),
        "calibration": _calibration(options),
        "block_size": BLOCK_SIZE if options.block_size is None else options.block_size,
        "processes": (os.cpu_count() or 1) if options.processes is None else options.processes,
        "progress": False if options.quiet else None,
        "dask": options.dask,
        "command": kept(options.command),
    }


def _treatment(options):
    from openfisca_secu.survey.refusals import SurveyError  # noqa: PLC0415 — pandas would slow down `--help`
    from openfisca_secu.survey.take_up import PUBLISHED, TakeUp  # noqa: PLC0415
    from openfisca_secu.survey.treatment import Treatment  # noqa: PLC0415
    from openfisca_secu.survey.uprating import Uprating  # noqa: PLC0415

    uprating = take_up = None
    if options.uprate or options.uprating or options.uprate_beyond:
        uprating = Uprating.published(options.uprating, beyond=options.uprate_beyond)
    if options.take_up:
        file = PUBLISHED if options.take_up == "published" else options.take_up
        take_up = TakeUp.read(file, options.take_up_seed)
    elif options.take_up_seed is not None:
        raise SurveyError("--take-up-seed goes with --take-up")
    return Treatment(uprating, take_up)


def _calibration(options):
    from openfisca_secu.survey.calibration import RAKING, Calibration, parse_bounds  # noqa: PLC0415
    from openfisca_secu.survey.refusals import SurveyError  # noqa: PLC0415

    if options.margins is None:
        if options.calibration or options.calibration_bounds:
            raise SurveyError("--calibration and --calibration-bounds go with --margins")
        return None
    return Calibration.read(options.margins, options.calibration or RAKING, parse_bounds(options.calibration_bounds))


def _given(options, names):
    return {name: getattr(options, name) for name in names if getattr(options, name) is not None}


def _refused(run):
    """What `run` gives and None, or None and the exit code of what it refuses."""
    from openfisca_secu.reforms import ReformError  # noqa: PLC0415
    from openfisca_secu.survey.refusals import SurveyError  # noqa: PLC0415
    from openfisca_secu.survey.workers import SimulationError  # noqa: PLC0415

    try:
        return run(), None
    except (SurveyError, ReformError) as error:
        return None, _end(WRONG, str(error))
    except ModuleNotFoundError as error:
        return None, _end(WRONG, f"{error.name} is not installed: pip install 'openfisca-secu[report]'")
    except SimulationError as error:
        return None, _end(FAILED, str(error))


def _say(options, report, table):
    if not options.quiet:
        for sentence in report:
            print(f"- {sentence}")
        print()
    print(table)


def _add_check(commands):
    parser = _add_command(
        commands,
        "check",
        _check,
        help="what a survey gives and lacks",
        description=texts.CHECK,
        epilog=texts.CHECK_EXAMPLES,
    )
    _add_read(parser)
    parser.add_argument("--output", metavar="FILE", help="the report: .json or .txt (default: printed)")


def _check(options):
    from openfisca_secu.survey.audit import audit, check_path  # noqa: PLC0415 — pandas would slow down `--help`

    def run():
        if options.output:
            check_path(options.output)
        found = audit(options.survey, options.years, **_read(options))
        if options.output:
            found.write(options.output)
        return found

    found, code = _refused(run)
    if found is None:
        return code
    print(
        f"The report is in {options.output}." if options.output else found.as_text(), end="\n" if options.output else ""
    )
    return DONE if found.usable else _end(WRONG, f"{options.survey}: not usable")


def _add_inputs(commands):
    parser = _add_command(commands, "inputs", _inputs, help="which inputs a variable reads", description=texts.INPUTS)
    parser.add_argument("variable", metavar="VARIABLE", help="such as af")
    parser.add_argument("--year", type=int, metavar="YEAR", help="of the law (default: this year)")


def _inputs(options):
    from openfisca_secu import CountryTaxBenefitSystem  # noqa: PLC0415
    from openfisca_secu.survey.layout import check_variables  # noqa: PLC0415
    from openfisca_secu.survey.reads import default_of, inputs_of  # noqa: PLC0415
    from openfisca_secu.survey.request import parse_years  # noqa: PLC0415

    def run():
        year = parse_years(options.year or datetime.date.today().year)[0]
        system = CountryTaxBenefitSystem()
        check_variables([options.variable], system)
        return year, inputs_of(system, options.variable, year)

    found, code = _refused(run)
    if found is None:
        return code
    year, inputs = found
    print(f"{options.variable} reads {len(inputs)} inputs in {year}.")
    width = max((len(variable.name) for variable in inputs), default=0)
    for variable in inputs:
        print(f"  {variable.name:<{width}}  {variable.entity.key}, default {default_of(variable)}: {variable.label}")
    return DONE


def _add_schema(commands):
    parser = _add_command(
        commands, "schema", _schema, help="the JSON Schema of the survey layout", description=texts.SCHEMA
    )
    parser.add_argument("--variables", metavar="A,B", help="the only variables to describe (default: all)")


def _schema(options):
    import json  # noqa: PLC0415

    from openfisca_secu import CountryTaxBenefitSystem  # noqa: PLC0415
    from openfisca_secu.survey.schema import schema  # noqa: PLC0415

    names = options.variables and [name.strip() for name in options.variables.split(",")]
    found, code = _refused(lambda: schema(CountryTaxBenefitSystem(), names))
    if found is None:
        return code
    print(json.dumps(found, indent=1, ensure_ascii=False))
    return DONE


def _add_code(commands):
    parser = _add_command(
        commands, "code", _code, help="what encodes an article", description=texts.CODE, epilog=texts.CODE_EXAMPLES
    )
    parser.add_argument("articles", metavar="ARTICLE", nargs="+", help="such as L521-1 or D521-1")
    parser.add_argument("--on", type=_day, metavar="DATE", help="YYYY-MM-DD (default: today)")


def _day(text):
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date as YYYY-MM-DD") from None


def _code(options):
    from openfisca_secu import CountryTaxBenefitSystem  # noqa: PLC0415
    from openfisca_secu.code import UnknownArticleError, articles, normalise  # noqa: PLC0415

    try:
        links = articles(*options.articles)
    except UnknownArticleError as error:
        return _end(WRONG, str(error))
    system = CountryTaxBenefitSystem()
    day = options.on or datetime.date.today().isoformat()
    for number, link in zip(options.articles, links, strict=True):
        lines = [f"{normalise(number)}  {link}", *_variable_lines(system, number)]
        print("\n".join([*lines, *_parameter_lines(system, number, day)]))
    return DONE


def _variable_lines(system, number):
    from openfisca_secu.encoded import variables_of  # noqa: PLC0415

    found = variables_of(system, number)
    if not found:
        return ["  No variable encodes it."]
    width = max(len(variable.name) for variable in found)
    return ["  Variables", *(f"    {variable.name:<{width}}  {variable.label}" for variable in found)]


def _parameter_lines(system, number, day):
    from openfisca_secu.encoded import parameters_of, value_on  # noqa: PLC0415

    found = parameters_of(system, number)
    if not found:
        return ["  No parameter encodes it."]
    lines = [f"  Parameters on {day}"]
    for node in found:
        value, since = value_on(node, day)
        unit = node.metadata.get("unit")
        lines.append(f"    {node.name}: {value}{f' {unit}' if unit else ''}{f', since {since}' if since else ''}")
        lines.append(f"        {node.description or ''}")
    return lines


def _end(code, message):
    print(f"openfisca-secu: {message}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
