import Testing

@testable import Register

@Suite struct LegacyProjectionTests {
  @Test(arguments: [
    ("1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,LAMBERT_93", 2154),
    ("1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,UTM_N20", 5490),
    ("1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,UTM_N21", 4467),
    ("1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,UTM_N22", 2972),
    ("1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,UTM_S40", 2975),
    ("1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,UTM_S38", 4471),
    ("3,ATLASANTE,83,BAN,L93_METROPOLE", 2154),
    ("3,ATLASANTE,83,BAN,RGR92_UTM40S_REUNION", 2975),
    ("1,ATLASANTE,96,BAN,EPSG:2154 RGF93 / Lambert-93 (Métropole)", 2154),
    ("1,ATLASANTE,96,BAN,EPSG:5490 RGAF09/UTM Zone 20N (Antilles)", 5490),
    ("1,ATLASANTE,96,BAN,EPSG:2972 RGFG95/UTM Zone 22N (Guyane)", 2972),
    ("EPSG:4559", 4559),
    ("lambert_93", 2154),
    ("", nil), ("1,ATLASANTE", nil), ("LAMBERT", nil), ("LAMBERT_II", nil), ("UTM_N31", nil), ("EPSG:", nil),
    ("EPSG:3857", nil), ("EPSG:99999999999999999999", nil), ("LAMBERT_93,autre", nil),
  ])
  func `source cell`(source: String, epsg: Int?) {
    #expect(LegacyProjection.epsg(source: Array(source.utf8)[...]) == epsg)
  }
}
