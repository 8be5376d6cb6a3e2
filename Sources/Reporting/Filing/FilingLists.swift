import Foundation
import Wording

/// What the filing aid lists beside a grappe's own data: checks, usage targets, guides, contacts. Read from a data file
/// that gives each entry its source and how sure it is.
struct FilingLists: Decodable, Sendable {
  enum Certainty: String, Decodable {
    /// Read in a public text of the programme.
    case published
    /// A reading of the project.
    case inferred
    /// The project's own suggestion.
    case suggested

    /// nil when there is nothing to warn of.
    var warning: Wording? {
      switch self {
      case .published: nil
      case .inferred: Wording(fr: "à vérifier", en: "to be checked")
      case .suggested:
        Wording(
          fr: "suggestion, à vérifier dans l’appel à projets",
          en: "a suggestion, to be checked in the call for projects")
      }
    }
  }

  struct Text: Decodable {
    let fr: String
    let en: String

    func text(in language: Language) -> String { Wording(fr: fr, en: en).text(in: language) }
  }

  struct Item: Decodable {
    let text: Text
    let certainty: Certainty
    /// nil for suggestions.
    let source: Text?
  }

  struct Group: Decodable {
    let title: Text
    let items: [Item]
    /// Whether the campaign's statements on exclusivity follow.
    let exclusivity: Bool?
  }

  struct Usage: Decodable {
    let title: Text
    let intro: Text
    /// The same with `{percent}` and `{amount}` to fill in.
    let share: Text
    let note: Text
    let items: [Item]
  }

  struct Guides: Decodable {
    let title: Text
    let note: Text
    let titles: [String]
  }

  struct Contacts: Decodable {
    let title: Text
    let grades: Text
  }

  let checks: [Group]
  let usage: Usage
  let guides: Guides
  let contacts: Contacts

  /// - Throws: `Failure` when the file is missing or damaged.
  static func bundled() throws(Failure) -> FilingLists {
    let text = try TemplateSet.resource("filing.json")
    do {
      return try JSONDecoder().decode(FilingLists.self, from: Data(text.utf8))
    } catch {
      throw Failure(
        .unreadable, fr: "ressource filing.json du programme endommagée : \(error)",
        en: "the program’s resource filing.json is damaged: \(error)")
    }
  }
}
