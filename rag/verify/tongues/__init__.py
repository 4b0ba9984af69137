"""What only claims in Spanish about Spanish sources, and in Chinese about Chinese ones, are held against."""
