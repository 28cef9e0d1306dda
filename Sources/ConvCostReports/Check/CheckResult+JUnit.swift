extension CheckResult {
  /// The result as JUnit's XML, a test case for each network.
  package var junit: String {
    let failures = items.count { !$0.hasPassed }
    let cases = items.map { item in
      let name = "    <testcase classname=\"convcost\" name=\"\(item.network.xml)\""
      guard !item.hasPassed else { return name + "/>\n" }
      let sentences = sentences(about: item).map(\.xml)
      return name + ">\n      <failure message=\"\(sentences[0])\">"
        + sentences.joined(separator: "\n") + "</failure>\n    </testcase>\n"
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites>
        <testsuite name="convcost check" tests="\(items.count)" failures="\(failures)">
      \(cases.joined())  </testsuite>
      </testsuites>

      """
  }
}
