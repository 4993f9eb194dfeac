"""From tables of persons to simulated tables: survey files read and checked, simulated year by year, summed up."""
