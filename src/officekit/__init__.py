"""Pure office knowledge: Vietnamese text, paper layout, typesetting. Knows no Django, database, clock or network."""
