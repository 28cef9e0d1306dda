import Foundation
import Testing

@testable import ConvCostReports

/// The colours of pictures: text inside of a shape is readable on light and on dark pages.
struct ColorTests {
  /// Returns the rule's colours by class, such as `c0`, in a part of the style sheet.
  private static func fills(_ sheet: Substring) -> [String: String] {
    var fills: [String: String] = [:]
    for match in sheet.matches(of: /\.(c\d|w)\{fill:(#[0-9a-f]+)\}/) {
      fills[String(match.1)] = String(match.2)
    }
    return fills
  }

  /// The relative luminance of a colour, after WCAG 2.
  private static func luminance(_ color: String) -> Double {
    var digits = String(color.dropFirst())
    if digits.count == 3 { digits = digits.map { "\($0)\($0)" }.joined() }
    let number = Int(digits, radix: 16) ?? 0
    let weights = [0.2126, 0.7152, 0.0722]
    return zip([16, 8, 0], weights).reduce(0) { sum, part in
      let channel = Double(number >> part.0 & 0xFF) / 255
      let linear =
        channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
      return sum + part.1 * linear
    }
  }

  @Test(arguments: [false, true]) func `text on shapes has contrast`(isDark: Bool) throws {
    let parts = SVG.style.split(separator: "@media", maxSplits: 1)
    let fills = Self.fills(parts[isDark ? 1 : 0])
    let text = try #require(fills["w"])
    #expect(fills.count == 9)
    for (name, fill) in fills where name != "w" {
      let (one, other) = (Self.luminance(text), Self.luminance(fill))
      let contrast = (max(one, other) + 0.05) / (min(one, other) + 0.05)
      #expect(contrast >= 4.5, "\(name) \(fill): \(contrast)")
    }
  }
}
