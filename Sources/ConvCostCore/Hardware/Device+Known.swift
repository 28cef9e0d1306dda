/// Devices with published figures.
///
/// - Peaks are dense, without sparsity, and the vendor's highest for the format, so that a time by
///   the roofline stays a lower bound: GeForce's FP16 and FP8 are with FP16 accumulation, and a
///   Jetson's INT8 includes its DLAs. A format whose figure is not published has no peak.
/// - Bandwidth is that of the memory for activations and parameters; nil where unpublished.
/// - Memory is the vendor's number, in gigabytes, times 2³⁰: memory chips have binary sizes. (An
///   A100 of "40 GB" reports 42,405,855,232 bytes, 39.5 GiB, more than 40 × 10⁹, and Google writes
///   "32 GiB".) A driver keeps a part of it, so that less is free.
/// - A microcontroller's memory is the largest contiguous RAM, in which one arena fits, and its
///   flash is the chip's, or the board's if the chip has none. Vendors of Cortex-M chips state no
///   peak for arithmetic.
/// - Flash is nil where parameters share the memory with activations.
extension Device {
  /// Devices with published figures, by kind.
  public static let known: [Device] =
    nvidiaDataCentre + otherDataCentre + geForce + apple + jetson + microcontrollers

  /// Shorter names of devices.
  public static let aliases = [
    "a100": "a100-40gb", "h100": "h100-sxm", "edge-tpu": "coral-edge-tpu",
  ]

  /// Returns the known device of the name or alias, in any spelling; nil if there is none.
  public static func known(named name: String) -> Device? {
    // Spaces and dashes do not matter: `RTX 4090` is `rtx-4090`.
    func letters(_ name: String) -> String { name.lowercased().filter { !" -_".contains($0) } }
    let wanted = letters(name)
    let full = aliases.first { letters($0.key) == wanted }?.value ?? name
    return known.first { letters($0.name) == letters(full) }
  }
}
