import Testing

struct SpecCommandTests {
  @Test func `the schema is printed without a network`() {
    let run = convcost("spec --schema")
    #expect(run.status == .done)
    #expect(run.output.contains("\"$schema\""))
  }

  @Test(arguments: ["spec --schema resnet18", "spec", "spec resnet18 resnet34"])
  func `a wrong number of networks is answered by one line`(line: String) {
    let run = convcost(line)
    #expect(run.status == .usage)
    #expect(run.output.isEmpty)
    #expect(run.messages.split(separator: "\n").count == 1, "\(run.messages)")
  }
}
