"""A reform beside the law: both simulated on one population, costs, winners and losers, inequality, a report.

scenarios, run                   what is compared; the whole
households                       the tables of a year as one row a household, in both scenarios
costs, changes, indicators       amounts by instrument and by agent; who gains and loses; inequality and poverty
sampling, secrecy                standard errors; cells that may not be shown
tables, report, figures, texts   results as files; one page of HTML, in French and in English
"""
