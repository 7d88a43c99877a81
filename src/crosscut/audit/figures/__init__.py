"""Numbers of a text: amounts, percentages and counts with the ranges that their printed precision allows."""
