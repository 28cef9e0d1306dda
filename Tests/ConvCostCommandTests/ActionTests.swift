import ConvCostTestSupport
import Foundation
import Testing

/// The script of the GitHub Action that compares counts, in bash.
struct ActionTests {
  /// Returns the lines of a step's script.
  private static func script(ofStep name: String) throws -> String {
    let steps = try Fixtures.text("action.yml").components(separatedBy: "    - name: ")
    let step = try #require(steps.first { $0.hasPrefix(name) })
    let lines = step.components(separatedBy: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("      run: |") })
    return lines[(start + 1)...].prefix { $0.isEmpty || $0.hasPrefix("        ") }
      .map { String($0.dropFirst(8)) }.joined(separator: "\n")
  }

  /// Runs the comparison on a runner of its own, and returns what it prints and its outputs.
  private func compare(
    _ networks: String, lock: String
  ) throws -> (status: Int32, output: String, outputs: String) {
    let program = ProgramTests.folder.appendingPathComponent("convcost").path
    return try withFolder { folder in
      let manager = FileManager.default
      try manager.createDirectory(atPath: "\(folder)/convcost", withIntermediateDirectories: true)
      try manager.createSymbolicLink(
        atPath: "\(folder)/convcost/convcost", withDestinationPath: program)
      let result = try run(
        "/bin/bash", ["-eo", "pipefail", "-c", try Self.script(ofStep: "Compare the counts")],
        environment: [
          "RUNNER_TEMP": folder, "GITHUB_OUTPUT": "\(folder)/outputs",
          "GITHUB_STEP_SUMMARY": "\(folder)/summary", "LOCK_FILE": lock, "NETWORKS": networks,
          "CONVENTION": "", "PATH": "/usr/bin:/bin",
        ])
      return (result.status, result.output, try read("\(folder)/outputs"))
    }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")))
  func `networks may be given line by line`() throws {
    let lock = Fixtures.package.appendingPathComponent(
      "Examples/ContinuousIntegration/convcost.lock.json"
    ).path
    let two = try compare("resnet50\npaper/alexnet\n", lock: lock)
    #expect(two.status == 0)
    #expect(two.output == "::notice title=convcost::2 of 2 networks pass\n")
    #expect(two.outputs.contains("passed=true"))
    let all = try compare("", lock: lock)
    #expect(all.output == "::notice title=convcost::3 of 3 networks pass\n")
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")))
  func `a drift fails the step`() throws {
    try withFolder { folder in
      let lock = "\(folder)/convcost.lock.json"
      #expect(convcost(["check", "--lock", lock, "--update", "lenet5"]).status == .done)
      try write(read(lock).replacing("\"macs\": 325680", with: "\"macs\": 325681"), to: lock)
      let run = try compare("", lock: lock)
      #expect(run.status == 1)
      #expect(run.output.hasPrefix("::error file=") && run.output.contains("if intended:"))
      #expect(run.outputs.contains("passed=false"))
    }
  }

  /// Whether what the step runs is installed.
  private static let canDownload = ["bash", "curl", "tar", "sha256sum"]
    .allSatisfy { installed($0) != nil }

  /// The release is a folder here, which curl reads too.
  @Test(.enabled(if: canDownload))
  func `a release's program is used only if its checksum is right`() throws {
    try withFolder { folder in
      let machine = try run("/bin/bash", ["-c", "uname -m"]).output.replacing("\n", with: "")
      let system = try run("/bin/bash", ["-c", "uname -s"]).output.hasPrefix("Darwin")
      let stem = "convcost-9.8.7-\(system ? "macos" : "linux")-\(machine)"
      let release = "\(folder)/owner/convcost/releases/download/v9.8.7"
      let make = """
        mkdir -p \(release) \(stem) && echo program > \(stem)/convcost
        tar -czf \(release)/\(stem).tar.gz \(stem)
        cd \(release) && sha256sum *.tar.gz > SHA256SUMS && cut -c1-64 SHA256SUMS
        """
      let sum = try run("/bin/bash", ["-ec", make], in: folder).output.replacing("\n", with: "")
      #expect(sum.count == 64)

      func download(_ ref: String, _ sha256: String = "") throws -> (status: Int32, found: Bool) {
        let runner = "\(folder)/runner"
        try? FileManager.default.removeItem(atPath: runner)
        try FileManager.default.createDirectory(
          atPath: runner, withIntermediateDirectories: false)
        let result = try run(
          "/bin/bash", ["-eo", "pipefail", "-c", try Self.script(ofStep: "Download convcost")],
          environment: [
            "RUNNER_TEMP": runner, "GITHUB_OUTPUT": "\(runner)/outputs", "REF": ref,
            "GITHUB_SERVER_URL": "file://\(folder)", "REPOSITORY": "owner/convcost",
            "SHA256": sha256, "PATH": "/usr/bin:/bin",
          ])
        let found = (try? read("\(runner)/outputs")) == "found=true\n"
        #expect(found == ((try? read("\(runner)/convcost/convcost")) == "program\n"))
        return (result.status, found)
      }
      #expect(try download("v9.8.7") == (0, true))
      #expect(try download("v9.8.7", sum) == (0, true))
      #expect(try download("main") == (0, false))
      for (ref, sha256) in [
        ("v9.8.7", String(sum.reversed())), ("main", sum), ("v9.8.6", ""),
      ] {
        let result = try download(ref, sha256)
        #expect(result.status != 0 && !result.found, "\(ref) \(sha256)")
      }
      // The archive is another one than the release states.
      try write("", to: "\(release)/\(stem).tar.gz")
      #expect(try download("v9.8.7").status != 0)
    }
  }
}
