import ConvCostCore
import ConvCostReports
import ConvCostText

/// `convcost devices`: the devices whose figures are known.
struct DevicesCommand: Command {
  static let name = "devices"
  static let summary = "Devices with their memory, bandwidth and peaks, each with its source."
  static let operandSyntax = "[pattern]"
  static let operandCount = 0...1
  static let discussion = """
    The names are those of --device and --fits. A figure that its maker does not publish is \
    missing. Peaks are dense, and the highest of each number format, so that times stay lower \
    bounds.
    """
  static let examples = ["convcost devices", "convcost devices 'jetson*'"]
  static let options: [Option<Self>] = PresentationArguments.options.within(
    \.output, section: "Output")

  static var operands: Completion { .words(Device.known.map(\.name)) }

  private var output = PresentationArguments()

  func run(_ operands: [String], _ console: inout Console) throws(Failure) -> ExitStatus {
    try output.check()
    let listing = DeviceListing { device in
      operands.first.map { Pattern($0).matches(device.name) } ?? true
    }
    guard !listing.devices.isEmpty else {
      throw .usage(.noDevice(pattern: operands.first ?? ""))
    }
    return try output.write(listing, to: &console)
  }
}
