import Register
import Wording

/// FINESS categories as the field calls them: an acronym where there is one that everybody uses.
enum CategoryWords {
  /// - Parameter code: a `categetab`; one that the table does not hold is told by FINESS's own label, else as it stands.
  static func short(_ code: String, in language: Language) -> String {
    if let words = table[code] { return words.text(in: language) }
    return (try? Categories.bundled())?.category(code)?.label ?? code
  }

  private static func same(_ text: String) -> Wording { Wording(fr: text, en: text) }

  private static let table: [String: Wording] = [
    "159": Wording(fr: "Centre parental", en: "Parental centre"),
    "165": same("ACT"), "178": same("CAARUD"), "180": same("LHSS"), "197": same("CSAPA"), "213": same("LAM"),
    "166": Wording(fr: "Accueil mère-enfant", en: "Mother and child home"),
    "172": Wording(fr: "Pouponnière", en: "Infants’ home"),
    "175": Wording(fr: "Foyer de l’enfance", en: "Children’s home"),
    "176": Wording(fr: "Village d’enfants", en: "Children’s village"), "177": same("MECS"),
    "182": same("SESSAD"), "183": same("IME"), "186": same("ITEP"), "188": same("EEAP"), "189": same("CMPP"),
    "190": same("CAMSP"), "192": same("IEM"),
    "194": Wording(fr: "Institut pour déficients visuels", en: "Institute for visual impairment"),
    "195": Wording(fr: "Institut pour déficients auditifs", en: "Institute for hearing impairment"),
    "196": Wording(fr: "Institut d’éducation sensorielle", en: "Institute for sensory education"),
    "198": Wording(fr: "Préorientation", en: "Pre-orientation centre"),
    "202": Wording(fr: "Résidence autonomie", en: "Sheltered housing"),
    "207": Wording(fr: "Accueil de jour, personnes âgées", en: "Day centre for older people"),
    "209": same("SAAS"), "214": same("CHRS"), "219": Wording(fr: "Centre d’accueil", en: "Reception centre"),
    "221": same("BAPU"), "236": same("CPFSE"),
    "238": Wording(fr: "Accueil familial spécialisé", en: "Specialised foster care"),
    "241": same("FAE"), "246": same("ESAT"), "249": same("ESRP"),
    "252": Wording(fr: "Foyer d’hébergement", en: "Residential home"),
    "253": Wording(fr: "Foyer d’accueil polyvalent", en: "Mixed residential home"), "255": same("MAS"),
    "257": same("FJT"), "286": Wording(fr: "Club de prévention", en: "Prevention club"),
    "295": same("AEMO-AED"), "340": Wording(fr: "Service mandataire (MJPM)", en: "Guardianship service (MJPM)"),
    "344": Wording(fr: "Service délégué aux prestations familiales", en: "Family benefits service"),
    "354": same("SSIAD"), "370": Wording(fr: "Expérimental, handicap", en: "Experimental, handicap"),
    "377": Wording(fr: "Expérimental, enfance handicapée", en: "Experimental, children with a handicap"),
    "378": Wording(fr: "Expérimental, enfance protégée", en: "Experimental, child protection"),
    "379": Wording(fr: "Expérimental, adultes handicapés", en: "Experimental, adults with a handicap"),
    "380": Wording(fr: "Expérimental, autres adultes", en: "Experimental, other adults"),
    "381": Wording(fr: "Expérimental, personnes âgées", en: "Experimental, older people"),
    "382": Wording(fr: "Foyer de vie", en: "Life home"),
    "390": Wording(fr: "Accueil temporaire, enfants", en: "Respite home, children"),
    "395": Wording(fr: "Accueil temporaire, adultes", en: "Respite home, adults"),
    "396": Wording(fr: "Foyer d’hébergement, enfants", en: "Residential home, children"),
    "402": Wording(fr: "Jardin d’enfants spécialisé", en: "Specialised kindergarten"),
    "411": Wording(fr: "Intermédiaire de placement social", en: "Placement agency"),
    "418": Wording(fr: "Service d’enquêtes sociales", en: "Social inquiries service"), "427": same("SEAT"),
    "437": same("FAM"), "440": same("SIOE"), "441": same("CAE"), "442": same("CPH"), "443": same("CADA"),
    "445": same("SAMSAH"), "446": same("SAVS"), "448": same("EAM"), "449": same("EANM"),
    "453": Wording(fr: "Réparation pénale", en: "Penal reparation service"),
    "460": same("SAA"), "461": Wording(fr: "Centre de ressources", en: "Resource centre"),
    "462": Wording(fr: "Lieu de vie", en: "Living place"), "463": same("CLIC"), "464": same("UEROS"),
    "500": same("EHPAD"), "501": same("EHPA"), "502": same("EHPA"),
    "608": Wording(fr: "Équipe mobile, précarité", en: "Mobile team, precarity"),
    "640": Wording(fr: "Aide à domicile aux familles", en: "Home help for families"),
    "643": Wording(fr: "Évaluation de minorité", en: "Assessment of minority"),
    "644": Wording(fr: "Mise à l’abri, MNA", en: "Shelter, unaccompanied minors"),
  ]
}
