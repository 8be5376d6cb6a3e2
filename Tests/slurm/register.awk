# A register in the layout of extract 507: some OG in each of the 18 régions, one to four ESSMS each, on a square grid.
# Invented numbers and places. -v ogs=N sets how many OG a région has.

# first: the numbers' first characters; cell: the département as extracts write it; step: of the grid, in metres.
function region(first, cell, postal, projection, x, y, step,   og, rank, number, owner, et) {
  et = 100
  for (og = 0; og < ogs; og++)
    for (rank = 0; rank <= og * 7 % 4; rank++) {
      number = first sprintf("%0*d", 9 - length(first), ++et)
      owner = first sprintf("9%0*d", 8 - length(first), og)
      print "structureet;" number ";" owner ";EHPAD " number ";;;;12;R;DES LILAS;;;238;" cell ";;" postal \
        " VILLE;;;500;;;;;;;;;1990-01-01;1990-01-01;2026-01-01;"
      places[++count] = "geolocalisation;" number ";" (x + og * 37 % 80 * step + rank * 500) ".5;" \
        (y + og * 53 % 80 * step) ".5;1,ATLASANTE,96,BAN,EPSG:" projection ";2026-01-01"
    }
}

BEGIN {
  print "finess;etalab;111;2026-05-12"
  lambert = "2154 RGF93 / Lambert-93"
  # One département of each mainland région, in rows of five.
  total = split("75 21 35 45 67 59 76 33 31 44 13 69", mainland, " ")
  for (place = 1; place <= total; place++)
    region(mainland[place], mainland[place], mainland[place] "000", lambert,
      300000 + place % 5 * 150000, 6350000 + place % 4 * 130000, 1000)
  region("2A", "2A", "20000", lambert, 1170000, 6080000, 400)
  region("9701", "9A", "97100", "5490 RGAF09/UTM Zone 20N (Antilles)", 640000, 1780000, 400)
  region("9702", "9B", "97200", "5490 RGAF09/UTM Zone 20N (Antilles)", 700000, 1610000, 400)
  region("9703", "9C", "97300", "2972 RGFG95/UTM Zone 22N (Guyane)", 300000, 500000, 400)
  region("9704", "9D", "97400", "2975 RGR92/UTM Zone 40S (Réunion)", 320000, 7650000, 400)
  region("9706", "9F", "97600", "4471 RGM04/UTM Zone 38S (Mayotte)", 505000, 8580000, 400)
  for (place = 1; place <= count; place++) print places[place]
}
