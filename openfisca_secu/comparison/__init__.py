"""A reform beside the law: both simulated on one population, costs, winners and losers, inequality, a report.

run                              the whole: both laws simulated, then laid side by side
households, groups               the tables of a year as one row a household, in both scenarios; deciles, compositions
costs, changes, inequality       amounts by instrument and by agent; who gains and loses; inequality and poverty
indicators                       Gini, S80/S20, poverty of one distribution
incentives, budget               marginal and participation rates; budgets of typical households
sampling, secrecy                standard errors; cells that may not be shown
tables, summary, report          results as files, as a few lines, as one page of HTML in two languages
figures, texts                   what the page is made of
"""
