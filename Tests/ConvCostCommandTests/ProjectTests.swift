import ConvCostTestSupport
import Foundation
import Testing

/// What holds for the project as a whole: its layout, its documents, its examples.
struct ProjectTests {
  static func swiftFiles(under folder: String) throws -> [String] {
    let root = Fixtures.package.appendingPathComponent(folder)
    let files = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    // A catalogue's files are parts of its text, which other tests compile.
    return files.filter { $0.hasSuffix(".swift") && !$0.contains(".docc/") }.map {
      "\(folder)/\($0)"
    }
  }

  @Test func `there are no dependencies`() throws {
    #expect(!(try Fixtures.text("Package.swift")).contains(".package("))
  }

  /// The project's modules that each module may import; Foundation is for none.
  @Test(arguments: [
    ("ConvCostText", []), ("ConvCostJSON", ["ConvCostText"]), ("ConvCostCore", ["ConvCostText"]),
    ("ConvCostZoo", ["ConvCostCore", "ConvCostText"]),
    ("ConvCostReports", ["ConvCostText", "ConvCostJSON", "ConvCostCore"]),
    ("ConvCostImport", ["ConvCostText", "ConvCostJSON", "ConvCostCore"]),
    ("ConvCost", ["ConvCostCore", "ConvCostZoo", "ConvCostReports", "ConvCostImport"]),
    (
      "ConvCostCommand",
      [
        "ConvCostText", "ConvCostJSON", "ConvCostCore", "ConvCostZoo", "ConvCostReports",
        "ConvCostImport",
      ]
    ),
    ("ConvCostProgram", ["ConvCostCommand"]),
  ])
  func `imports go one way`(module: String, allowed: [String]) throws {
    for file in try Self.swiftFiles(under: "Sources/\(module)") {
      for line in try Fixtures.text(file).split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index <= 1, words.count == index + 2
        else { continue }
        let name = String(words[index + 1])
        if name.hasPrefix("ConvCost") { #expect(allowed.contains(name), "\(file): \(name)") }
        #expect(!name.hasPrefix("Foundation"), "\(file): \(name)")
      }
    }
  }

  /// A program that uses the library has neither the command's options nor its commands.
  @Test func `no error of the library names an option or a command`() throws {
    var count = 0
    let library = [
      "ConvCostText", "ConvCostJSON", "ConvCostCore", "ConvCostZoo", "ConvCostReports",
      "ConvCostImport",
    ]
    for module in library {
      for file in try Self.swiftFiles(under: "Sources/\(module)")
      where ["Error", "Description", "Notes"].contains(where: file.contains) {
        count += 1
        for line in try Fixtures.text(file).split(separator: "\n")
        where !line.contains("///") {
          #expect(!line.contains("--") && !line.contains("convcost"), "\(file): \(line)")
        }
      }
    }
    #expect(count >= 12)
  }

  /// Many file systems of macOS do not distinguish them, and SwiftPM names what it builds after the
  /// folders of targets.
  @Test func `no two paths differ in case alone`() throws {
    var paths: [String: String] = [:]
    for folder in ["Sources", "Tests", "Examples"] {
      for path in try FileManager.default.subpathsOfDirectory(
        atPath: Fixtures.package.appendingPathComponent(folder).path)
      where !path.split(separator: "/").contains(where: Self.isNotOurs) {
        let other = paths.updateValue(path, forKey: "\(folder)/\(path)".lowercased())
        #expect(other == nil, "\(path), \(other ?? "")")
      }
    }
    #expect(paths.count > 1000)
  }

  /// Every function on the way of an error has room for it in its frame, and the stacks of macOS'
  /// threads are small.
  @Test func `errors are references`() throws {
    var count = 0
    for file in try Self.swiftFiles(under: "Sources") {
      for line in try Fixtures.text(file).split(separator: "\n")
      where line.contains("enum ") && line.contains(": Error") {
        count += 1
        #expect(line.contains("indirect enum "), "\(file): \(line)")
      }
    }
    #expect(count >= 20)
  }

  @Test func `files stay small`() throws {
    for file in try Self.swiftFiles(under: "Sources") {
      let lines = try Fixtures.text(file).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 320, "\(file) has \(lines.count) lines")
    }
  }

  /// An address that is longer than a line cannot be broken.
  @Test(arguments: ["Sources", "Tests", "Examples"])
  func `lines keep to a hundred columns`(folder: String) throws {
    for file in try Self.swiftFiles(under: folder) where !file.contains("/.build/") {
      let lines = try Fixtures.text(file).split(separator: "\n", omittingEmptySubsequences: false)
      for (number, line) in zip(1..., lines) where line.utf8.count > 100 && line.count > 100 {
        let isAddress = line.split(separator: " ").last?.contains("://") == true
        #expect(isAddress, "\(file):\(number)")
      }
    }
  }

  /// Exempt are networks, which are in files of their families, and groups of three or more small
  /// types.
  @Test func `files are named after what they declare or extend`() throws {
    for file in try Self.swiftFiles(under: "Sources") {
      let stem = String(file.split(separator: "/").last?.dropLast(".swift".count) ?? "")
      let (declared, extended) = Self.names(in: try Fixtures.text(file))
      let isGroup = file.contains("/Families/") || declared.union(extended).count >= 3
      if let plus = stem.firstIndex(of: "+") {
        #expect(extended.contains(String(stem[..<plus])) || isGroup, "\(file)")
      } else if stem != "main", !declared.isEmpty || !extended.isEmpty {
        let function = stem.prefix(1).lowercased() + stem.dropFirst()
        let names = declared.union(extended)
        #expect(names.contains(stem) || names.contains(function) || isGroup, "\(file)")
      }
    }
  }

  /// Returns what is declared and what is extended at the top of a file.
  private static func names(in text: String) -> (declared: Set<String>, extended: Set<String>) {
    let kinds: Set<String> = ["struct", "enum", "class", "actor", "protocol", "typealias", "func"]
    var (declared, extended): (Set<String>, Set<String>) = ([], [])
    var depth = 0
    let words = SwiftCode(text).words
    for (word, next) in zip(words, words.dropFirst()) {
      switch word {
      case "{": depth += 1
      case "}": depth -= 1
      case "extension" where depth == 0: extended.insert(next)
      case _ where depth == 0 && kinds.contains(word): declared.insert(next)
      default: break
      }
    }
    return (declared, extended)
  }

  /// Whether a folder is one that git or SwiftPM makes.
  private static func isNotOurs(_ folder: Substring) -> Bool {
    folder == ".git" || folder == ".swiftpm" || folder.hasPrefix(".build")
  }

  /// Exported files may contain names of people and of machines.
  @Test func `no file holds a path of somebody's machine`() throws {
    let marks = ["/home", "/root", "/Users", "/site-packages", "/dist-packages", "\\Users"]
      .map { Data(($0 + ($0.hasPrefix("/") ? "/" : "\\")).utf8) }
    let root = Fixtures.package
    var count = 0
    for file in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      let folders = file.split(separator: "/").dropLast()
      guard file != ".git", !folders.contains(where: Self.isNotOurs) else { continue }
      let path = root.appendingPathComponent(file).path
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      count += 1
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      for mark in marks {
        let place = data.range(of: mark)
        #expect(place == nil, "\(file), byte \(place?.lowerBound ?? 0)")
      }
    }
    #expect(count > 300)
  }

  @Test func `the map of the source names every folder`() throws {
    let map = try Fixtures.text("CONTRIBUTING.md")
    for file in try Self.swiftFiles(under: "Sources") {
      for folder in file.split(separator: "/").dropLast() {
        #expect(map.contains("\(folder)/"), "\(folder)")
      }
    }
  }
}
