/// An order of a module's folders, and the uses of names that break it.
///
/// Files are read as words, not as the compiler reads them: a name belongs to the folders that
/// declare it at the top of a file or in an extension. A use breaks the order if all of these
/// folders come later. Names of instances' members are ignored, except for those of extensions:
/// `network.graph()` in a folder that has networks breaks the order if a later folder adds `graph`
/// to networks.
struct FolderOrder {
  /// The folders, each after those that it may use.
  let folders: [String]

  /// A file that uses a name of later folders.
  struct Violation: Hashable, CustomStringConvertible {
    var file: String
    var name: String
    /// The folders that declare the name.
    var owners: [String]

    var description: String {
      "\(file) uses \(name) of \(owners.joined(separator: " and "))"
    }
  }

  /// Returns the uses that break the order.
  ///
  /// - Parameter sources: the texts of the files by their paths, which begin with the folder.
  func violations(in sources: [String: String]) -> [Violation] {
    let files = sources.sorted { $0.key < $1.key }.map { path, text in
      SourceNames(path: path, words: SwiftCode(text).words)
    }
    let ranks = Dictionary(uniqueKeysWithValues: zip(folders, folders.indices))
    func rank(_ file: SourceNames) -> Int { ranks[file.folder] ?? -1 }

    // The folders that declare a name at the top, and those that declare it anywhere, so that it
    // may mean that.
    var owners: [String: Set<Int>] = [:]
    var holders: [String: Set<Int>] = [:]
    for file in files {
      for name in file.declared { owners[name, default: []].insert(rank(file)) }
      for name in file.mentioned { holders[name, default: []].insert(rank(file)) }
    }
    // The members that folders add to types of folders before them, with the first such folder.
    var members: [String: [(type: Int, folder: Int)]] = [:]
    for file in files {
      for (type, names) in file.extended {
        let home = owners[type]?.min() ?? 0
        guard home < rank(file) else { continue }
        for name in names { members[name, default: []].append((home, rank(file))) }
      }
    }

    var violations: [Violation] = []
    for file in files {
      let here = rank(file)
      for name in file.used.sorted() where holders[name]?.allSatisfy({ $0 > here }) == true {
        let added = members[name, default: []].filter { $0.type <= here }.map(\.folder)
        let later = owners[name, default: []].union(added).sorted()
        guard !later.isEmpty else { continue }
        violations.append(
          Violation(file: file.path, name: name, owners: later.map { folders[$0] }))
      }
    }
    return violations
  }
}

/// The names of a Swift file.
private struct SourceNames {
  let path: String
  /// The types and functions at the top of the file, and the types inside of extensions.
  var declared: Set<String> = []
  /// The members that extensions add, by the extended type.
  var extended: [String: Set<String>] = [:]
  /// Every name that the file declares anywhere: members, cases, parameters, variables.
  var mentioned: Set<String> = []
  /// Types, functions that are called, and members that are used.
  var used: Set<String> = []

  var folder: String { String(path.prefix { $0 != "/" }) }

  private static let types: Set<String> = [
    "struct", "enum", "class", "actor", "protocol", "typealias",
  ]
  private static let values: Set<String> = ["func", "var", "let", "case"]

  init(path: String, words: [String]) {
    self.path = path
    var depth = 0
    var extended: String?
    var isPrivate = false
    for (index, word) in words.enumerated() {
      let before = index > 0 ? words[index - 1] : ""
      let after = index + 1 < words.count ? words[index + 1] : ""
      switch word {
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth == 0 { extended = nil }
      case "private", "fileprivate": isPrivate = after != "("
      case "extension" where depth == 0: (extended, isPrivate) = (after, false)
      case "init", "subscript": isPrivate = false
      case _ where Self.types.contains(word) || Self.values.contains(word):
        guard before != ".", after.first?.isName == true else { continue }
        mentioned.insert(after)
        let isType = Self.types.contains(word)
        if !isPrivate {
          if depth == 0 || (isType && depth == 1 && extended != nil) { declared.insert(after) }
          if depth == 1, !isType, let extended {
            self.extended[extended, default: []].insert(after)
          }
        }
        isPrivate = false
      default:
        guard word.first?.isName == true else { continue }
        let isType = word.first?.isUppercase == true
        // A parameter, or a label.
        if after == ":", !isType { mentioned.insert(word) }
        if isType || before == "." || after == "(" { used.insert(word) }
      }
    }
  }
}

extension Character {
  fileprivate var isName: Bool { isLetter || self == "_" }
}
