import Testing

@testable import ConvCostZoo

struct PaperTests {
  /// A name and a year in a citation are a paper's.
  @Test func `every paper that a network cites is listed`() {
    let name = /[A-ZÇ][\wé]+(?: and [A-Z]\w+| et al\.)? (?:19|20)\d\d/
    for entry in Zoo.entries {
      for match in entry.citation.matches(of: name) {
        #expect(
          Paper.all.contains { String(match.output).contains($0.name) },
          "\(entry.fullName): \(match.output)")
      }
    }
  }

  @Test func `every paper is cited and has a key of its own`() {
    for paper in Paper.all {
      #expect(Zoo.entries.contains { $0.citation.contains(paper.name) }, "\(paper.name)")
      #expect(paper.arXiv != nil || paper.journal != nil)
      #expect((1990...2030).contains(paper.year))
    }
    #expect(Set(Paper.all.map(\.key)).count == Paper.all.count)
    #expect(Set(Paper.all.compactMap(\.arXiv)).count == Paper.all.count - 2)
  }

  @Test func `an entry is BibTeX`() throws {
    let paper = try #require(Paper.cited(in: "He et al. 2015, Table 1").first)
    #expect(
      paper.bibTeX == """
        @misc{he2015deep,
          author = {He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing and Sun, Jian},
          title = {{Deep Residual Learning for Image Recognition}},
          year = {2015},
          eprint = {1512.03385},
          archivePrefix = {arXiv}
        }

        """)
  }
}
