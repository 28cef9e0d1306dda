import ConvCostCommand
import Foundation
import Testing

/// Completions, and the shells that ask for them where they are installed.
struct CompletionTests {
  /// The words of a line, and completions that must be among those offered.
  static let lines: [(words: [String], offers: [String])] = [
    (["rec"], ["reconcile"]),
    (["resnet5"], ["resnet50"]),
    (["report", "resnet5"], ["resnet50"]),
    (["report", "ResNet5"], ["resnet50"]),
    (["report", "paper/resnet5"], ["paper/resnet50"]),
    (["report", "resnet50:w"], ["resnet50:width="]),
    (["report", "resnet50:width=2,st"], ["resnet50:width=2,stride="]),
    (["report", "resnet50:stride="], ["resnet50:stride=1x1", "resnet50:stride=3x3"]),
    (["report", "resnet50", "--form"], ["--format"]),
    (["report", "resnet50", "--format", "m"], ["markdown", "mermaid"]),
    (["report", "resnet50", "--format=j"], ["--format=json"]),
    (["report", "resnet50", "--columns", "path,ma"], ["path,macs"]),
    (["report", "resnet50", "--stride", ""], ["1x1", "3x3"]),
    (["report", "Examples/Netw"], ["Examples/Networks/"]),
    (["report", "Examples/Networks/mn"], ["Examples/Networks/mnist.onnx"]),
    (["explain", "resnet50", "layer1.0.c"], ["layer1.0.conv1", "layer1.0.conv3"]),
    (["explain", "resnet50", "lay"], ["layer1.", "layer1", "layer4"]),
    (["explain", "resnet5"], ["resnet50"]),
    (["compare", "--convention", "tho"], ["thop"]),
    (["report", "--dtype", "fp"], ["fp32", "fp16"]),
    (["conventions", "ptflops-"], ["ptflops-0.6", "ptflops-aten"]),
    (["devices", "rtx-40"], ["rtx-4090"]),
    (["layer", "co"], ["conv"]),
    (["help", "so"], ["solve"]),
    (["completions", "f"], ["fish"]),
  ]

  private static func offers(_ text: String) -> Set<String> {
    Set(
      text.split(separator: "\n").map { line in
        let word = line.prefix { $0 != "\t" }
        // bash gets whole words with a space.
        return String(word.hasSuffix("\\ ") || !word.hasSuffix(" ") ? word : word.dropLast())
      })
  }

  @Test(arguments: lines)
  func `valid completions are offered`(line: (words: [String], offers: [String])) {
    let offers = Self.offers(convcost(["complete"] + line.words).output)
    #expect(offers.isSuperset(of: line.offers), "\(offers)")
    let word = (line.words.last ?? "").lowercased()
    #expect(offers.allSatisfy { $0.lowercased().hasPrefix(word) })
  }

  @Test(arguments: [
    ["report", "resnet50", "--top", ""], ["report", "resnet51:w"], ["explain", "nothing", "x"],
    ["report", "resnet50:stride=9"], ["nothing", "--columns", "x"], [],
  ])
  func `nothing is offered where nothing is known`(words: [String]) {
    #expect(convcost(["complete"] + words).output.isEmpty)
  }

  /// All that is offered, in order.
  @Test(
    arguments: [
      (["--"], ["--help", "--version"]), (["hel"], ["help"]), (["help", "sw"], ["sweep"]),
      (["resnet50:stride="], ["resnet50:stride=1x1", "resnet50:stride=3x3"]),
      (["report", "resnet50:stride=3x3,stri"], ["resnet50:stride=3x3,stride="]),
      (["report", "--units=a"], ["--units=auto"]), (["report", "--nothing=a"], []),
      (["report", "-q", "--units", "E"], ["exact"]), (["report", "--qui"], ["--quiet"]),
      (["explain", "resnet50", "layer1.0.c"], (1...3).map { "layer1.0.conv\($0)" }),
      (["explain", "-q", "resnet50", "fc"], ["fc"]),
      (["explain", "-o", "x", "resnet50", "fc"], ["fc"]),
      (["explain", "--convention", "thop", "resnet50", "fc"], ["fc"]),
      (["explain", "resnet50", "fc", "zfn"], ["zfnet"]),
      (["report", "resnet50", "zfn"], ["zfnet"]),
      (["report", "x", "--columns", "path,output,outp"], []),
      (["completions", ""], ["bash", "zsh", "fish", "man"]),
    ] as [([String], [String])])
  func `what is offered`(words: [String], offers: [String]) {
    let lines = convcost(["complete"] + words).output.split(separator: "\n")
    #expect(lines.map { String($0.prefix { $0 != "\t" }) } == offers)
  }

  @Test func `files with the right endings and folders are offered`() throws {
    try withFolder { folder in
      for name in ["a.onnx", ".b.onnx", "c.txt", "ab.ONNX"] {
        try write("", to: "\(folder)/\(name)")
      }
      for name in ["d", "e.mlpackage"] {
        try FileManager.default.createDirectory(
          atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
      }
      func offers(_ words: String...) -> Set<String> {
        Set(
          Self.offers(convcost(["complete"] + words).output).map {
            $0.replacing("\(folder)/", with: "")
          })
      }
      #expect(offers("report", "\(folder)/") == ["a.onnx", "ab.ONNX", "d/", "e.mlpackage"])
      #expect(offers("report", "\(folder)/a") == ["a.onnx", "ab.ONNX"])
      #expect(offers("report", "\(folder)/.") == [".b.onnx"])
      #expect(
        offers("report", "x", "-o", "\(folder)/")
          == ["a.onnx", "ab.ONNX", "c.txt", "d/", "e.mlpackage/"])
    }
  }

  /// Words that are given are not offered again, and files only with the right endings.
  @Test func `what makes no sense is not offered`() {
    let columns = Self.offers(
      convcost(["complete", "report", "x", "--columns", "macs,"]).output)
    #expect(columns.contains("macs,path") && !columns.contains("macs,macs"))
    #expect(Self.offers(convcost(["complete", "report", "READ"]).output).isEmpty)
    #expect(
      Self.offers(convcost(["complete", "report", "x", "-o", "READ"]).output) == ["README.md"])
  }

  /// bash divides words at `:` and `=`, and replaces what follows.
  @Test(arguments: [
    ("convcost rec", ["reconcile"]), ("convcost report resnet50:w", ["width="]),
    ("convcost report resnet50 --format=j", ["json"]),
    ("convcost explain resnet50 layer1.0.conv", ["layer1.0.conv1", "layer1.0.conv2"]),
  ])
  func `bash completes a line`(line: String, offers: [String]) throws {
    guard let output = try Self.bash(line) else { return }
    #expect(Self.offers(output).isSuperset(of: offers), "\(output)")
  }

  /// Letters that a shell reads otherwise are written with a backslash, and read with it.
  @Test(arguments: [
    ("convcost report my", ["my\\ net\\ \\(2\\).onnx"]),
    ("convcost report my\\ n", ["my\\ net\\ \\(2\\).onnx"]),
    ("convcost report my\\ ", ["my\\ net\\ \\(2\\).onnx"]),
    ("convcost report my\\ net\\ \\(2\\).onnx --form", ["--format"]),
  ])
  func `bash completes names with spaces`(line: String, offers: [String]) throws {
    guard let output = try Self.bash(line, among: "my net (2).onnx") else { return }
    #expect(Self.offers(output) == Set(offers), "\(output)")
  }

  /// Returns what bash offers for a line in a folder with a file; nil where it is not installed.
  private static func bash(_ line: String, among file: String = "a.txt") throws -> String? {
    guard let bash = installed("bash") else { return nil }
    return try withFolder { folder in
      try write("", to: "\(folder)/\(file)")
      let script = "\(folder)/completions"
      try write(convcost("completions bash").output, to: script)
      let test = """
        PATH='\(ProgramTests.folder.path)':$PATH; cd '\(folder)'
        source '\(script)'; COMP_LINE='\(line)'; COMP_POINT=\(line.utf8.count)
        _convcost; printf '%s\\n' "${COMPREPLY[@]}"
        """
      return try run(bash, ["--norc", "-c", test]).output
    }
  }

  @Test func `fish completes a line`() throws {
    try withFolder { folder in
      let script = "\(folder)/completions"
      try write(convcost("completions fish").output, to: script)
      let test = """
        set -x PATH '\(ProgramTests.folder.path)' $PATH
        source '\(script)'; complete -C 'convcost report resnet50:w'
        """
      guard let fish = installed("fish") else { return }
      let result = try run(fish, ["--no-config", "-c", test])
      #expect(Self.offers(result.output).contains("resnet50:width="), "\(result.output)")
    }
  }

  @Test func `zsh completes a line`() throws {
    try withFolder { folder in
      let script = "\(folder)/completions"
      try write(convcost("completions zsh").output, to: script)
      // The shell function that offers completions is replaced by one that prints them.
      let test = """
        PATH='\(ProgramTests.folder.path)':$PATH
        compdef() { :; }; source '\(script)'; compadd() { print -l -- "$@" }
        words=(convcost report resnet50:w); CURRENT=3; _convcost
        words=(convcost report resnet50 --format j); CURRENT=5; _convcost
        """
      guard let zsh = installed("zsh") else { return }
      let result = try run(zsh, ["-f", "-c", test])
      #expect(Self.offers(result.output).isSuperset(of: ["resnet50:width=", "json"]))
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
      guard let mandoc = installed("mandoc") else { return }
      let result = try run(mandoc, ["-Tutf8", "\(folder)/convcost.1"])
      #expect(result.status == 0)
      // Bold letters are printed twice, one over the other.
      #expect(result.output.replacing(/.\u{8}/, with: "").contains("EXIT STATUS"))
    }
  }
}
