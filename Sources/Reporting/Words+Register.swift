import Register
import Wording

// What may be wrong in a register's files, and what was done about it: short enough for a column of a table.
extension Words {
  static func problem(_ kind: RegisterProblem.Kind) -> Wording {
    switch kind {
    case .malformedLine: Wording(fr: "Ligne mal formée", en: "Malformed row")
    case .badNumber: Wording(fr: "Numéro FINESS illisible", en: "Bad FINESS number")
    case .scientificNumber: Wording(fr: "Numéro FINESS en notation 3,5E+08", en: "FINESS number as 3.5E+08")
    case .duplicate: Wording(fr: "Doublon", en: "Duplicate")
    case .badCoordinate: Wording(fr: "Coordonnées inutilisables", en: "Unusable coordinates")
    case .orphanLocation: Wording(fr: "Position sans établissement", en: "Location without establishment")
    case .unknownDepartement: Wording(fr: "Département inconnu", en: "Unknown département")
    case .badSiret: Wording(fr: "SIRET illisible", en: "Bad SIRET")
    case .scientificSiret: Wording(fr: "SIRET en notation 2,6E+13", en: "SIRET as 2.6E+13")
    case .lostZero: Wording(fr: "Zéro de tête perdu", en: "Leading zero lost")
    case .swappedCoordinates: Wording(fr: "Est et nord échangés", en: "East and north exchanged")
    case .spreadsheetCoordinate: Wording(fr: "Coordonnées d’un tableur", en: "A spreadsheet’s coordinates")
    case .spreadsheetDate: Wording(fr: "Date d’un tableur (JJ/MM/AAAA)", en: "A spreadsheet’s date (DD/MM/YYYY)")
    case .badEncoding: Wording(fr: "Caractères mal codés", en: "Badly encoded characters")
    case .controlCharacter: Wording(fr: "Caractères de contrôle dans un nom", en: "Control characters in a name")
    case .missingCategory: Wording(fr: "En service sans catégorie", en: "In service without category")
    case .doubtfulState:
      Wording(fr: "État ou fermeture en doute", en: "State or closing in doubt")
    case .unlistedCategory: Wording(fr: "Catégorie hors nomenclature", en: "Category not in the nomenclature")
    case .oldFile: Wording(fr: "Fichier de plus de six mois", en: "File over six months old")
    case .shiftedRow: Wording(fr: "Cellules hors de leurs colonnes", en: "Cells out of their columns")
    case .realignedRow: Wording(fr: "Un séparateur de trop ou de moins", en: "A separator too many or too few")
    case .unknownCategory: Wording(fr: "Catégorie inconnue", en: "Unknown category")
    case .doubtfulCategory: Wording(fr: "Catégorie douteuse", en: "Doubtful category")
    case .lowScore: Wording(fr: "Position d’un géocodeur peu sûr", en: "Position of an unsure geocoder")
    case .unknownColumn: Wording(fr: "Colonne de coordonnées inconnue", en: "Unknown column of coordinates")
    case .missingSiret: Wording(fr: "SIRET absent", en: "SIRET missing")
    case .sharedSiret: Wording(fr: "SIRET commun à plusieurs ESSMS", en: "SIRET of several ESSMS")
    case .sharedCoordinate: Wording(fr: "Position commune à plusieurs ESSMS", en: "Position of several ESSMS")
    case .placeholderDate: Wording(fr: "Date d’ouverture fictive", en: "Placeholder opening date")
    case .cutName: Wording(fr: "Nom de 38 caractères, sans doute coupé", en: "Name of 38 characters, probably cut")
    case .quotedName: Wording(fr: "Guillemets dans le nom", en: "Quotes in the name")
    case .otherDepartement: Wording(fr: "OG d’un autre département", en: "OG of another département")
    case .placedAtCommune:
      Wording(fr: "Sans position sûre, commune connue", en: "No sure position, commune known")
    case .notPlaced:
      Wording(fr: "Sans position sûre ni commune connue", en: "No sure position, no known commune")
    case .farFromCommune: Wording(fr: "Position loin de sa commune", en: "Position far from its commune")
    case .communeCentroid: Wording(fr: "Position au centre de la commune", en: "Position in the commune’s middle")
    case .supersededRow: Wording(fr: "Contredit par un fichier plus ancien", en: "Contradicted by an older file")
    case .onlyInOlder: Wording(fr: "Absent du fichier le plus récent", en: "Not in the newest file")
    }
  }

  static func remedy(_ remedy: RegisterProblem.Remedy) -> Wording {
    switch remedy {
    case .rowIgnored: Wording(fr: "ligne ignorée", en: "row ignored")
    case .firstKept: Wording(fr: "première ligne gardée", en: "first row kept")
    case .positionIgnored: Wording(fr: "position ignorée", en: "position ignored")
    case .essmsLeftOut: Wording(fr: "ESSMS écarté", en: "ESSMS left out")
    case .cellEmptied: Wording(fr: "laissé vide", en: "left empty")
    case .zeroRestored: Wording(fr: "zéro rendu", en: "zero restored")
    case .exchangedBack: Wording(fr: "remis en ordre", en: "put in order")
    case .readAnyway: Wording(fr: "lu malgré tout", en: "read all the same")
    case .placedAtCommune: Wording(fr: "placé à la mairie", en: "placed at the town hall")
    case .cleaned: Wording(fr: "nettoyé", en: "cleaned")
    case .countedAsOther: Wording(fr: "compté avec les autres", en: "counted among the others")
    case .newerPreferred: Wording(fr: "à compléter", en: "add a newer file")
    case .newestKept: Wording(fr: "le plus récent gardé", en: "the newest counts")
    case .realigned: Wording(fr: "cellules replacées", en: "cells put back")
    case .columnIgnored: Wording(fr: "colonne ignorée", en: "column ignored")
    case .none: Wording(fr: "rien, pour information", en: "none, for information")
    }
  }
}
