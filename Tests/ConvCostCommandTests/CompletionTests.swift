import ConvCostCommand
import Foundation
import Testing

/// Returns what a program prints with a text as its input; nil if the program is not installed.
private func run(_ program: String, _ arguments: [String]) throws -> (
  status: Int32, output: String
)? {
  let paths = ["/bin/\(program)", "/usr/bin/\(program)", "/usr/local/bin/\(program)"]
  guard let path = paths.first(where: FileManager.default.isExecutableFile) else { return nil }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: path)
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}

/// Completions in the real shells, where they are installed.
@Suite struct CompletionTests {
  /// The words of a line, and completions that must be among those offered.
  static let lines: [(words: [String], offers: [String])] = [
    (["rec"], ["reconcile"]),
    (["report", "resnet5"], ["resnet50"]),
    (["report", "paper/resnet5"], ["paper/resnet50"]),
    (["report", "resnet50", "--form"], ["--format"]),
    (["report", "resnet50", "--format", "m"], ["markdown", "mermaid"]),
    (["compare", "--convention", "tho"], ["thop"]),
    (["report", "--dtype", "fp"], ["fp32", "fp16"]),
    (["conventions", "ptflops-"], ["ptflops-0.6", "ptflops-aten"]),
    (["completions", "f"], ["fish"]),
  ]

  @Test(arguments: lines)
  func `bash offers valid completions`(line: (words: [String], offers: [String])) throws {
    try withFolder { folder in
      let script = "\(folder)/completions"
      try write(convcost("completions bash").output, to: script)
      let words = (["convcost"] + line.words).map { "'\($0)'" }.joined(separator: " ")
      let test = """
        source '\(script)'; COMP_WORDS=(\(words)); COMP_CWORD=\(line.words.count)
        _convcost; printf '%s\\n' "${COMPREPLY[@]}"
        """
      guard let result = try run("bash", ["--norc", "-c", test]) else { return }
      let offers = Set(result.output.split(separator: "\n").map(String.init))
      #expect(offers.isSuperset(of: line.offers))
      #expect(offers.allSatisfy { $0.hasPrefix(line.words.last ?? "") })
    }
  }

  @Test(arguments: lines)
  func `fish offers valid completions`(line: (words: [String], offers: [String])) throws {
    try withFolder { folder in
      let script = "\(folder)/completions"
      try write(convcost("completions fish").output, to: script)
      let typed = (["convcost"] + line.words).joined(separator: " ")
      guard
        let result = try run(
          "fish", ["--no-config", "-c", "source '\(script)'; complete -C '\(typed)'"])
      else { return }
      let offers = Set(
        result.output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) })
      #expect(offers.isSuperset(of: line.offers))
    }
  }

  @Test func `zsh reads the script and completes a command`() throws {
    try withFolder { folder in
      let script = "\(folder)/completions"
      try write(convcost("completions zsh").output, to: script)
      guard let check = try run("zsh", ["-f", "-n", script]) else { return }
      #expect(check.status == 0)
      #expect(check.output.isEmpty)
      // The shell functions that offer completions are replaced by ones that print them.
      let test = """
        compdef() { :; }; source '\(script)'
        _describe() { print -l ${(P)2} }; _arguments() { print -l -- "$@" }
        words=(convcost rec); CURRENT=2; _convcost
        words=(convcost report x); CURRENT=3; _convcost
        """
      let result = try #require(try run("zsh", ["-f", "-c", test]))
      #expect(result.output.contains("reconcile:"))
      #expect(result.output.contains("--format["))
      #expect(result.output.contains("paper/resnet50"))
    }
  }

  @Test func `the manual is a page that man can show`() throws {
    let page = convcost("completions man").output
    #expect(page.hasPrefix(".TH CONVCOST 1"))
    for command in ["report", "check", "reconcile", "explain"] {
      #expect(page.contains(".SS convcost \(command)"))
    }
    try withFolder { folder in
      try write(page, to: "\(folder)/convcost.1")
      guard let result = try run("mandoc", ["-Tutf8", "\(folder)/convcost.1"]) else { return }
      #expect(result.status == 0)
      // Bold letters are printed twice, one over the other.
      #expect(result.output.replacing(/.\u{8}/, with: "").contains("EXIT STATUS"))
    }
  }
}
