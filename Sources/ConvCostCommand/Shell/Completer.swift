import ConvCostCore
import ConvCostImport
import ConvCostReports
import ConvCostText
import ConvCostZoo

/// Completes the last word of a command line. The shells' scripts ask it, so that all of them offer
/// the same.
struct Completer {
  /// A word that may stand in place of the last one. It is not finished if it ends with `:`, `=`,
  /// `,`, `.` or `/`.
  struct Candidate: Equatable {
    var text: String
    /// What it means, in a sentence; empty if the word says so itself.
    var help = ""
  }

  private let commands: [CommandSummary]

  init(_ commands: [CommandSummary]) {
    self.commands = commands
  }

  /// Returns the candidates for the last word.
  ///
  /// - Parameter words: the words after the program's name; the last one may be empty.
  func candidates(for words: [String]) -> [Candidate] {
    guard let word = words.last, let first = words.first else { return [] }
    if words.count == 1 {
      let names = commands.map { Candidate(text: $0.name, help: $0.summary) }
      let others = ["help", "--help", "--version"].map { Candidate(text: $0) }
      let found = Self.matching(word, names + others)
      // A command line may also begin with a network.
      return word.isEmpty || !found.isEmpty ? found : networks(word)
    }
    if first == "help" { return Self.matching(word, commands.map { Candidate(text: $0.name) }) }
    let isNamed = commands.contains { $0.name == first }
    let name = isNamed ? first : ReportCommand.name
    guard let command = commands.first(where: { $0.name == name }) else { return [] }
    return candidates(for: word, of: command, after: words.dropFirst(isNamed ? 1 : 0).dropLast())
  }

  private func candidates(
    for word: String, of command: CommandSummary, after before: ArraySlice<String>
  ) -> [Candidate] {
    // The operands, and the option whose value the word is.
    var operands: [String] = []
    var open: OptionSummary?
    for argument in before {
      if open != nil {
        open = nil
      } else if argument.hasPrefix("-"), argument != "-" {
        let option = command.options.first {
          argument == "--\($0.name)" || $0.short.map { argument == "-\($0)" } == true
        }
        if let option, option.placeholder != nil { open = option }
      } else {
        operands.append(argument)
      }
    }
    if let open { return candidates(for: word, by: open.completion, operands) }
    if word.hasPrefix("--"), let equals = word.firstIndex(of: "=") {
      let name = word[..<equals].dropFirst(2)
      guard let option = command.options.first(where: { $0.name == name }) else { return [] }
      let value = String(word[word.index(after: equals)...])
      return candidates(for: value, by: option.completion, operands).map {
        Candidate(text: "--\(name)=\($0.text)", help: $0.help)
      }
    }
    if word.hasPrefix("-") {
      return Self.matching(
        word, command.options.map { Candidate(text: "--\($0.name)", help: $0.help) })
    }
    let isPath = command.name == ExplainCommand.name && operands.count == 1
    return candidates(for: word, by: isPath ? .paths : command.operands, operands)
  }

  private func candidates(
    for word: String, by completion: Completion, _ operands: [String]
  ) -> [Candidate] {
    switch completion {
    case .none: return []
    case .words(let words): return Self.matching(word, words.map { Candidate(text: $0) })
    case .list(let words):
      let head = word.lastIndex(of: ",").map { String(word[...$0]) } ?? ""
      let given = Set(head.split(separator: ",").map(String.init))
      return Self.matching(
        word,
        words.filter { !given.contains($0) }.map { Candidate(text: head + $0) })
    case .files(let endings): return Self.files(word, endings)
    case .networks: return networks(word)
    case .paths:
      guard let name = operands.first, let network = try? NetworkReference(name),
        let graph = try? NetworkArguments().network(network).graph()
      else { return [] }
      return Self.paths(word, Explanation.paths(of: graph))
    }
  }

  /// Returns networks, after a colon the keys of one and their values, and model files.
  private func networks(_ word: String) -> [Candidate] {
    guard let colon = word.firstIndex(of: ":") else {
      let names = word.contains("/") ? Zoo.entries.map(\.fullName) : Zoo.spellings
      let found = Self.matching(word, names.map { Candidate(text: $0) })
      return found + Self.files(word, ModelFormat.endings)
    }
    guard let entry = try? Zoo.entry(named: String(word[..<colon])) else { return [] }
    let start = word.lastIndex { ":,".contains($0) } ?? colon
    let head = String(word[...start])
    let last = word[word.index(after: start)...]
    let keys =
      entry.keys + OptionKey.generic.filter { key in !entry.keys.contains { $0 == key } }
    guard let equals = last.firstIndex(of: "=") else {
      return Self.matching(
        word, keys.map { Candidate(text: "\(head)\($0.name)=", help: $0.help) })
    }
    guard let key = keys.first(where: { $0.name == last[..<equals] }) else { return [] }
    return Self.matching(
      word, key.usualTexts.map { Candidate(text: "\(head)\(key.name)=\($0)") })
  }

  /// Returns paths block by block: up to the next dot.
  private static func paths(_ word: String, _ paths: [String]) -> [Candidate] {
    var seen: Set<String> = []
    var found: [Candidate] = []
    for path in paths where path.hasPrefix(word) {
      let rest = path.dropFirst(word.count)
      let next = rest.firstIndex(of: ".").map { String(path[...$0]) } ?? path
      if seen.insert(next).inserted { found.append(Candidate(text: next)) }
    }
    return found
  }

  /// Returns files with the endings, and folders, in the folder of a path that is begun.
  private static func files(_ word: String, _ endings: [String]) -> [Candidate] {
    let (folder, name) = FileSystem.parts(of: word)
    let found = Files.names(in: folder.isEmpty ? "." : folder).filter { entry in
      guard entry.name.hasPrefix(name), name.hasPrefix(".") || !entry.name.hasPrefix(".") else {
        return false
      }
      return entry.isFolder || endings.isEmpty || isModel(entry.name, endings)
    }
    // A folder that is a model is complete.
    return found.map { entry in
      let isOpen = entry.isFolder && !isModel(entry.name, endings)
      return Candidate(text: folder + entry.name + (isOpen ? "/" : ""))
    }
  }

  private static func isModel(_ name: String, _ endings: [String]) -> Bool {
    endings.contains { name.lowercased().hasSuffix($0) }
  }

  /// Returns the candidates that begin with a word, in upper or lower case.
  private static func matching(_ word: String, _ candidates: [Candidate]) -> [Candidate] {
    let word = word.lowercased()
    return candidates.filter { $0.text.lowercased().hasPrefix(word) }
  }
}
