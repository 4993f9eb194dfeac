"""What the commands of `openfisca-secu` say of themselves: descriptions and examples, shown by `--help`."""

EPILOG = """\
exit codes:
  0  done
  1  the run failed: a formula, a process that died, a full disk
  2  the command, the survey or an option is wrong; nothing was written
  130  interrupted; the same command goes on from the finished blocks

documentation: docs/surveys.md
"""

SIMULATE = """\
Simulate a survey year by year: read it, check every row, compute the variables asked for every person, family, tax unit
and household, and add them up with the households' weights.

SURVEY is a file of persons (.csv, .csv.gz, .parquet, .dta, .sav, .zsav, .sas7bdat, .xpt), or a folder that holds
`individus` and perhaps `menages`, `familles`, `foyers_fiscaux` in one of these forms, or the word `sample`: the bundled
synthetic sample. Files of any other layout are read with `--format mapping` (docs/mapping.md). Rows that are wrong are
all listed with file, line, column, value and what is accepted.
"""

SIMULATE_EXAMPLES = """\
written to DIR:
  2024/individus.parquet, familles, foyers_fiscaux, menages
                        ids, roles, weight of the household, the year's value of each variable
  totals.csv, .parquet  weighted totals and beneficiaries, with published figures beside them
  report.txt            rows read, used, refused; what was derived, assumed, left at a default
  refused_rows.csv, inputs_at_default.csv, manifest.json

examples:
  openfisca-secu simulate sample --years 2019-2026 --output out
  openfisca-secu simulate persons.csv --data-year 2022 --years 2024 --variables af,cf --output out
  openfisca-secu simulate silc.csv.gz --format eu_silc --years 2024 --on-error skip-household --output out
"""

COMPARE = """\
Simulate a survey under the law and under a reform, and lay the results side by side: cost by instrument and by payer,
winners and losers, inequality and poverty with standard errors, as tables and as a report that opens offline.

SURVEY is as in `simulate`. A reform is a file (YAML: other parameters; Python: other formulas; see docs/reforms.md),
or the law of another year (--law-year).
"""

COMPARE_EXAMPLES = """\
written to DIR:
  reference/2024/, reforme/2024/     tables as those of `simulate`
  costs, agents, changes, inequality, incentives, budget (.csv, .parquet), comparison.xlsx
  report.html, report.en.html        the report in French and in English
  report.txt, refused_rows.csv, inputs_at_default.csv, manifest.json

examples:
  openfisca-secu compare sample --reform reforms/af_premier_enfant.py --years 2025 --output out
  openfisca-secu compare sample --law-year 2022 --years 2024 --report out/report.html
  openfisca-secu compare persons.parquet --data-year 2022 --years 2024-2026 --reform a.yaml --reform b.yaml \\
      --min-count 11 --dominance 0.85 --output out
"""

REPLAY = """\
Make a run of `simulate` or `compare` again from its manifest, in the folder where it was made (the paths of the survey
and of reforms are those of that command), and compare every file with those of the manifest.
"""

REPLAY_EXAMPLES = """\
examples:
  openfisca-secu replay out/manifest.json --output again
"""

CHECK = """\
Read and check a survey as `simulate` does, and say what was found, what is missing and what is taken for it, which
instruments that makes unreliable, and every refused row. Nothing else is written.
"""

CHECK_EXAMPLES = """\
exit codes: 0, the survey is usable with these options; 2, it is not

examples:
  openfisca-secu check persons.csv --data-year 2022 --years 2024
  openfisca-secu check FOLDER --format mapping --mapping mapping.yaml --years 2022 --variables af,cf --output check.json
"""

INPUTS = """\
Show which inputs a variable reads, itself or through others, when nothing else is given: name, entity, default, label.
"""

SCHEMA = """\
Print the JSON Schema of the package's own layout: tables and columns, with types, categories, bounds, entity and label.
"""

CODE = """\
Show which variables and which parameters encode articles of the Code de la sécurité sociale, with the parameters'
values on a day.
"""

CODE_EXAMPLES = """\
examples:
  openfisca-secu code L521-1
  openfisca-secu code D521-1 D521-2 --on 2019-06-30
"""
