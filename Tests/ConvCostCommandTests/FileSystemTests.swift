import ConvCostTestSupport
import Foundation
import Testing

@testable import ConvCostCommand

/// Paths, links and the replacement of files.
struct FileSystemTests {
  @Test(arguments: [
    ("a", "", "a"), ("a/b", "a/", "b"), ("/a", "/", "a"), ("a/", "a/", ""), ("", "", ""),
    ("../a/b.json", "../a/", "b.json"),
  ])
  func `a path has a folder and a name`(path: String, folder: String, name: String) {
    let parts = FileSystem.parts(of: path)
    #expect(parts.folder == folder)
    #expect(parts.name == name)
  }

  @Test(arguments: [
    ("/a/b", ["a", "b"]), ("/a/./b//c/", ["a", "b", "c"]), ("/a/b/../c", ["a", "c"]),
    ("/../../a", ["a"]), ("/", []),
  ])
  func `the names from the root to a path`(path: String, names: [Substring]) {
    #expect(FileSystem.names(to: path) == names)
  }

  @Test func `a relative path begins at the current folder`() {
    let here = FileSystem.names(to: ".")
    #expect(here.joined(separator: "/") == FileSystem.resolved(".").dropFirst())
    #expect(FileSystem.names(to: "a/b") == here + ["a", "b"])
    #expect(FileSystem.names(to: "../a") == here.dropLast() + ["a"])
  }

  @Test func `links lead to files, and to files that are not there yet`() throws {
    try withFolder { folder in
      let folder = FileSystem.resolved(folder)
      try Data("a".utf8).write(to: URL(fileURLWithPath: "\(folder)/file"))
      for (link, target) in [
        ("one", "file"), ("two", "one"), ("far", "\(folder)/two"), ("new", "missing"),
        ("newer", "\(folder)/new"), ("circle", "circle"), ("nowhere", "no/such"), ("here", "."),
      ] {
        try FileManager.default.createSymbolicLink(
          atPath: "\(folder)/\(link)", withDestinationPath: target)
      }
      for (path, resolved) in [
        ("file", "file"), ("two", "file"), ("far", "file"), ("here/here/file", "file"),
        ("new", "missing"), ("newer", "missing"), ("here/absent", "absent"),
        ("circle", "circle"), ("nowhere", "no/such"), ("no/such", "no/such"),
      ] {
        #expect(FileSystem.resolved("\(folder)/\(path)") == "\(folder)/\(resolved)", "\(path)")
      }
      #expect(FileSystem.resolved("/absent") == "/absent")
      #expect(
        FileSystem.names(in: folder).sorted()
          == ["circle", "far", "file", "here", "new", "newer", "nowhere", "one", "two"])
      #expect(FileSystem.names(in: "\(folder)/file") == [])
      #expect(FileSystem.names(in: "\(folder)\0") == [])
    }
  }

  @Test func `a file that is replaced stays where it is, and keeps its permissions`() throws {
    try withFolder { folder in
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link", withDestinationPath: "target")
      for (number, permissions) in [(1, nil), (2, 0o640), (3, 0o777)] as [(Int, Int?)] {
        if let permissions {
          try FileManager.default.setAttributes(
            [.posixPermissions: permissions], ofItemAtPath: "\(folder)/target")
        }
        try Files.write("text \(number)", to: "\(folder)/link")
        #expect(try String(contentsOfFile: "\(folder)/target", encoding: .utf8) == "text \(number)")
        #expect(FileSystem.names(in: folder).sorted() == ["link", "target"])
        let status = try #require(FileStatus(of: "\(folder)/target"))
        if let permissions { #expect(Int(status.permissions) == permissions) }
        #expect(Int(status.permissions) & 0o111 == (number == 3 ? 0o111 : 0))
      }
    }
  }

  @Test(arguments: [
    ("absent/a", "there is no such file or folder"),
    ("file/a", "there is no such file or folder"),
    ("folder", "it is a folder"),
    (String(repeating: "a", count: 300), "the system refused"),
  ])
  func `a file that cannot be written`(name: String, reason: String) throws {
    try withFolder { folder in
      try Data().write(to: URL(fileURLWithPath: "\(folder)/file"))
      try FileManager.default.createDirectory(
        atPath: "\(folder)/folder", withIntermediateDirectories: true)
      let path = "\(folder)/\(name)"
      #expect(throws: Failure.unwritable(file: path, reason: reason)) {
        try Files.write("a", to: path)
      }
      #expect(FileSystem.names(in: folder).sorted() == ["file", "folder"])
    }
  }

  @Test(arguments: [
    (EACCES, "permission denied"), (EPERM, "permission denied"),
    (ENOENT, "there is no such file or folder"), (ENOTDIR, "there is no such file or folder"),
    (ENOSPC, "the disk is full"), (EDQUOT, "the disk is full"), (EROFS, "the disk is read-only"),
    (EIO, "the system refused"),
  ])
  func `why the system refuses`(number: Int32, reason: String) {
    errno = number
    #expect(SystemError().description == reason)
  }

  /// The link of an open pipe has no target that is a path: results go through, and nothing can be
  /// read from it by name.
  @Test func `a pipe is written and not read`() throws {
    let pipe = Pipe()
    let path = "/dev/fd/\(pipe.fileHandleForWriting.fileDescriptor)"
    try Files.write("a result", to: path)
    try pipe.fileHandleForWriting.close()
    #expect(pipe.fileHandleForReading.readDataToEndOfFile() == Data("a result".utf8))
    let other = Pipe()
    let source = "/dev/fd/\(other.fileHandleForReading.fileDescriptor)"
    let run = convcost(["report", source])
    #expect(run.messages.hasSuffix("it is not a regular file; - is standard input\n"))
  }
}
