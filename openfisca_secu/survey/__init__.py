"""From tables of persons to simulated tables: surveys read, checked, simulated year by year, summed up.

adapters, own, eu_silc, sample   a file as a Survey in the package's own layout
erfs_fpr, eu_silc_udb            surveys of several files; folder, joined: the files; kin, assembly, categories,
                                 homes, working_time, gaps: what these adapters share
tables, layout                   that layout, in memory; what each column is
refusals, columns, structure     what is wrong, gathered; values; groups
checks, sheet, ages, membership  a survey checked and arranged for the simulation
units                            who is a couple, a child, a family, a tax unit where a survey does not say
staging, blocks, inputs          a survey on disk, cut into blocks; one block simulated for one year
outcomes, instruments            what a year of a variable is; what is simulated when nothing is asked
treatment, uprating, take_up     what is done to values on their way in: indices, claims; conditions: on columns
calibration                      weights that meet known totals
scenarios, request               the laws to simulate; what is asked, looked at before anything is written
workers, workfolder, run         processes, interruption, the whole
results, totals, summary         final tables, weighted totals beside official ones, report and manifest
"""
