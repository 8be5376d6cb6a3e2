/// The public that an ESSMS serves, as `categories.csv` groups FINESS categories.
public enum Sector: String, Sendable, Codable, CaseIterable, Hashable {
  case elderly = "PA"
  case disabledAdults = "PH_ADULTES"
  case disabledChildren = "PH_ENFANTS"
  case homeServices = "DOMICILE"
  case childProtection = "PROTECTION_ENFANCE"
  case housing = "AHI"
  case addiction = "PDS"
  case youthJustice = "PJJ"
  case guardianship = "PJM"
}
