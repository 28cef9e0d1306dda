import ConvCostReports
import ConvCostZoo

/// `convcost cite`: the papers of networks for BibTeX.
struct CiteCommand: Command {
  /// The format of a bibliography.
  static let formats = [OutputFormat<String>("bibtex", ["bib"]) { $0 }]

  static let name = "cite"
  static let summary = "The papers that define networks, as entries for BibTeX."
  static let operandSyntax = "<network>…"
  static let operandCount = 1...Int.max
  static let discussion = """
    Each paper is listed once. The definition that a network follows, such as a file of \
    torchvision, is a comment before its papers. A long list of authors ends with "others".
    """
  static let examples = ["convcost cite resnet50 paper/alexnet", "convcost cite vgg16 -o vgg.bib"]
  static let options = OutputArguments.options(formats)
    .filter { ["output", "quiet"].contains($0.name) }.within(\Self.output, section: "Output")

  private var output = OutputArguments(formats)

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    let references = try output.networks(operands)
    var text = ""
    var papers: [Paper] = []
    for reference in references {
      guard case .zoo(let entry) = reference.source else {
        throw .usage(.noCitation(reference.text))
      }
      text += "% \(entry.fullName): \(entry.citation)\n"
      for paper in Paper.cited(in: entry.citation) where !papers.contains(paper) {
        papers.append(paper)
      }
    }
    if !papers.isEmpty { text += "\n" + papers.map(\.bibTeX).joined(separator: "\n") }
    return try output.write(text, to: &console)
  }
}
