import Foundation

/// The changes that a seed draws, in its order.
struct Draw {
  private var candidates: [Mutant]
  /// The changes that do not compile.
  private var dropped: Set<Int> = []
  private let count: Int
  /// The bytes of all files as they are without a change.
  private var sources: [String: [UInt8]] = [:]

  /// - Parameters:
  ///   - count: how many are drawn.
  ///   - prefix: the beginning of the paths of files to draw from.
  init(from copy: WorkingCopy, seed: UInt64, count: Int, prefix: String) throws {
    self.count = count
    var all: [Mutant] = []
    for path in copy.paths(below: "Sources")
    where path.hasSuffix(".swift") && !path.hasSuffix("main.swift") && path.hasPrefix(prefix)
      // The documentation's steps are text, and plugins are not in the program that tests run.
      && !path.contains(".docc/") && !path.contains("Plugin/")
    {
      let bytes = [UInt8](try Data(contentsOf: copy.package.appendingPathComponent(path)))
      sources[path] = bytes
      all += Candidates(path: path, bytes: bytes, seed: seed).mutants()
    }
    all.sort { ($0.rank, $0.path, $0.column) < ($1.rank, $1.path, $1.column) }
    // One change for each line, so that a compiler's error names the change that causes it.
    var lines: Set<String> = []
    candidates = all.filter { lines.insert("\($0.path):\($0.token.line)").inserted }
    total = all.count
  }

  /// The number of tokens that can be changed.
  let total: Int

  /// The changes by their numbers: the first that compile as far as is known.
  var chosen: [(number: Int, mutant: Mutant)] { changes(count) }

  /// The changes that are in the program: some more than are chosen, so that those that do not
  /// compile are replaced without another build.
  private var built: [(number: Int, mutant: Mutant)] { changes(count + count / 6 + 4) }

  private func changes(_ count: Int) -> [(number: Int, mutant: Mutant)] {
    candidates.enumerated().lazy.filter { !dropped.contains($0.offset + 1) }.prefix(count)
      .map { ($0.offset + 1, $0.element) }
  }

  /// Leaves out the changes at lines with errors. An error may be at the first line of a statement
  /// and the change below it, so if a line has none, the nearest one in its file is left out.
  mutating func drop(errors: [(path: String, line: Int)]) -> Int {
    let built = built
    var bad: Set<Int> = []
    for (path, line) in errors {
      let near = built.filter { $0.mutant.path == path && abs($0.mutant.token.line - line) < 40 }
      let nearest = near.min { abs($0.mutant.token.line - line) < abs($1.mutant.token.line - line) }
      if let nearest { bad.insert(nearest.number) }
    }
    dropped.formUnion(bad)
    return bad.count
  }

  /// The bytes of all files with the changes, and those of the files that define them.
  var files: [String: [UInt8]] {
    var files = sources
    let built = built
    for (path, mutants) in Dictionary(grouping: built, by: \.mutant.path) {
      var bytes = sources[path] ?? []
      for (number, mutant) in mutants.sorted(by: {
        $0.mutant.token.range.lowerBound > $1.mutant.token.range.lowerBound
      }) {
        let new = SupportCode.replacement(of: mutant, number: number)
        bytes.replaceSubrange(mutant.token.range, with: new.utf8)
      }
      files[path] = bytes
    }
    for (module, mutants) in Dictionary(grouping: built, by: \.mutant.module) {
      files["Sources/\(module)/MutationSupport.swift"] = Array(SupportCode.file(of: mutants).utf8)
    }
    return files
  }
}
