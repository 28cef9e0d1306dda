import ConvCostImport
import ConvCostReports
import Testing

private let passed = CheckResult([
  .init(network: "resnet50", source: .file("convcost.lock.json", line: 4), differences: [])
])

private let failed = CheckResult(
  passed.items + [
    .init(
      network: "a<b>&\"c\"", source: .file("dir,x:y/lock.json", line: 9),
      differences: [
        .init(
          metric: .macs, expected: .equal(1000), actual: 1030,
          block: .init(path: "layer1.0", change: "100 → 130\n::error::x")),
        .init(metric: .parameters, expected: .atMost(500), actual: 600),
      ])
  ])

@Suite struct CheckResultTests {
  @Test func `what holds is said in a sentence`() {
    #expect(TextRenderer().render(passed.document) == "1 of 1 network holds.\n")
    #expect(passed.github == "::notice title=convcost::1 of 1 network holds\n")
    #expect(passed.hasPassed)
    #expect(!failed.hasPassed)
  }

  @Test func `workflow commands cannot be broken out of`() {
    #expect(
      failed.github == """
        ::error file=dir%2Cx%3Ay/lock.json,line=9,title=convcost::a<b>&"c": 1,030 MACs, expected \
        1,000 (+3.0 %25); first in layer1.0: 100 → 130%0A::error::x
        ::error file=dir%2Cx%3Ay/lock.json,line=9,title=convcost::a<b>&"c": 600 parameters, the \
        budget is 500 (+20.0 %25)

        """)
  }

  @Test func `JUnit's XML escapes names`() {
    let xml = failed.junit
    #expect(xml.contains(#"<testsuite name="convcost check" tests="2" failures="1">"#))
    #expect(xml.contains(#"<testcase classname="convcost" name="resnet50"/>"#))
    #expect(xml.contains(#"name="a&lt;b&gt;&amp;&quot;c&quot;">"#))
    #expect(!xml.contains("<b>"))
  }

  @Test func `json holds the differences`() throws {
    let json = try JSONReader.read(failed.json.text().utf8)
    #expect(json["schema"]?.string == "convcost.check/1")
    #expect(json["passed"]?.bool == false)
    let differences = try #require(json["differences"]?.elements)
    #expect(differences.map { $0["metric"]?.string } == ["macs", "parameters"])
    #expect(differences.map { $0["expected"]?.integer } == [1000, 500])
    #expect(differences.map { $0["actual"]?.integer } == [1030, 600])
    #expect(differences.map { $0["kind"]?.string } == ["drift", "budget"])
  }
}
