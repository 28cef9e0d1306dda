import ConvCostCommand
import ConvCostTestSupport
import Foundation
import Testing

/// The files of a release, made of the program that these tests run.
struct ReleaseTests {
  /// Little more than the folders of programs.
  private static let environment = [
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "ARCHIVE_LEVEL": "0",
  ]

  /// Whether what the script needs is installed; the package itself needs none of it.
  static let canPack = ["bash", "python3", "strip", "objdump", "git", "tar"]
    .allSatisfy { installed($0) != nil }

  @Test func `the changelog begins with this version`() throws {
    let changes = try Fixtures.text("CHANGELOG.md")
    #expect(changes.hasPrefix("# Changelog\n\n## [\(CommandLineTool.version)]\n"))
  }

  @Test(.enabled(if: canPack))
  func `a release is the same twice, and runs where it is unpacked`() throws {
    let package = Fixtures.package.path
    let program = ProgramTests.folder.appendingPathComponent("convcost").path
    try withFolder { folder in
      let (first, second) = ("\(folder)/first", "\(folder)/second")
      for output in [first, second] {
        let result = try run(
          "\(package)/.ci/release", ["--binary", program, output], in: folder,
          environment: Self.environment)
        #expect(result.status == 0, "\(result.output)")
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: first).sorted()
      #expect(names == (try FileManager.default.contentsOfDirectory(atPath: second)).sorted())
      #expect(names.count == 5)
      for name in names {
        let (one, other) = ("\(first)/\(name)", "\(second)/\(name)")
        #expect(FileManager.default.contentsEqual(atPath: one, andPath: other), "\(name)")
      }

      let archive = try #require(names.first { $0.hasSuffix(".tar.gz") })
      let empty = "\(folder)/empty"
      try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: false)
      try run(#require(installed("tar")), ["-xzf", "\(first)/\(archive)"], in: empty)
      let top = "\(empty)/\(archive.dropLast(".tar.gz".count))"
      #expect(
        try FileManager.default.subpathsOfDirectory(atPath: top).sorted() == [
          "CHANGELOG.md", "LICENSE", "README.md", "completions", "completions/_convcost",
          "completions/convcost.bash", "completions/convcost.fish", "convcost", "convcost.1",
        ])
      let report = try run("\(top)/convcost", ["report", "resnet50"], in: empty)
      #expect(report.output == convcost("report resnet50").output)
      #expect(try read("\(top)/convcost.1") == convcost("completions man").output)

      let wheel = try #require(names.first { $0.hasSuffix(".whl") })
      let check = try run(
        #require(installed("python3")), ["-c", Self.checkRecord, "\(first)/\(wheel)"], in: empty)
      #expect(check.output == "5 files\n")
      let formula = try read("\(first)/convcost.rb")
      let sums = try read("\(first)/SHA256SUMS").split(separator: "\n")
      let sum = try #require(sums.first { $0.hasSuffix(archive) }).prefix(64)
      #expect(formula.contains("sha256 \"\(sum)\""))
    }
  }

  /// Compares a wheel's files with its own record of them, as an installer does.
  private static let checkRecord = """
    import base64, csv, hashlib, io, sys, zipfile
    archive = zipfile.ZipFile(sys.argv[1])
    record = next(name for name in archive.namelist() if name.endswith("/RECORD"))
    rows = {row[0]: row[1:] for row in csv.reader(io.StringIO(archive.read(record).decode()))}
    assert sorted(rows) == sorted(archive.namelist())
    assert rows.pop(record) == ["", ""]
    for name, (digest, size) in rows.items():
        data = archive.read(name)
        text = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        assert (digest, int(size)) == ("sha256=" + text, len(data)), name
    print(len(rows), "files")
    """
}
