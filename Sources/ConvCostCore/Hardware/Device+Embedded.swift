extension Device {
  /// NVIDIA's Jetson modules, and the Coral Edge TPU.
  static let jetson: [Device] = [
    Device(
      name: "jetson-nano", title: "NVIDIA Jetson Nano 4 GB",
      peaks: [.fp16: 472e9], bandwidth: 25.6e9, memory: gib(4), kind: .embedded,
      source: "NVIDIA Jetson Nano datasheet: 472 GFLOPS (FP16), 25.6 GB/s"),
    Device(
      name: "jetson-tx2", title: "NVIDIA Jetson TX2 8 GB",
      peaks: [.fp16: 1.33e12], bandwidth: 59.7e9, memory: gib(8), kind: .embedded,
      source: "NVIDIA Jetson TX2 datasheet: 1.33 TFLOPS (FP16), 59.7 GB/s"),
    Device(
      name: "jetson-xavier-nx", title: "NVIDIA Jetson Xavier NX 8 GB",
      peaks: [.fp16: 6e12, .int8: 21e12], bandwidth: 59.7e9, memory: gib(8), kind: .embedded,
      source: """
        NVIDIA Jetson Xavier NX datasheet: GPU 6 TFLOPS (FP16), 21 TOPS (INT8) with the DLAs, 59.7 \
        GB/s
        """),
    Device(
      name: "jetson-agx-xavier", title: "NVIDIA Jetson AGX Xavier 32 GB",
      peaks: [.fp16: 11e12, .int8: 32e12], bandwidth: 136.5e9, memory: gib(32), kind: .embedded,
      source: """
        NVIDIA Jetson AGX Xavier datasheet: GPU 11 TFLOPS (FP16), 32 TOPS (INT8) with the DLAs, \
        136.5 GB/s
        """),
    Device(
      name: "jetson-orin-nano", title: "NVIDIA Jetson Orin Nano 8 GB",
      peaks: [.fp16: 10e12, .int8: 20e12], bandwidth: 68e9, memory: gib(8), kind: .embedded,
      source: """
        NVIDIA Jetson Orin Nano datasheet DS-11105-001: 20 TOPS dense (INT8), 10 TFLOPS (FP16), 68 \
        GB/s
        """),
    Device(
      name: "jetson-orin-nano-super", title: "NVIDIA Jetson Orin Nano 8 GB, Super mode",
      peaks: [.fp16: 17e12, .int8: 33e12], bandwidth: 102e9, memory: gib(8), kind: .embedded,
      source: "NVIDIA Jetson Orin Nano Super: 33 TOPS dense (INT8), 17 TFLOPS (FP16), 102 GB/s"),
    Device(
      name: "jetson-orin-nx-8gb", title: "NVIDIA Jetson Orin NX 8 GB",
      peaks: [.int8: 35e12], bandwidth: 102.4e9, memory: gib(8), kind: .embedded,
      source: """
        NVIDIA Jetson Orin NX datasheet DS-10712-001: 35 TOPS dense with the DLA, 102.4 GB/s
        """),
    Device(
      name: "jetson-orin-nx", title: "NVIDIA Jetson Orin NX 16 GB",
      peaks: [.int8: 50e12], bandwidth: 102.4e9, memory: gib(16), kind: .embedded,
      source: """
        NVIDIA Jetson Orin NX datasheet DS-10712-001: 50 TOPS dense with the DLAs in MAXN mode, \
        102.4 GB/s
        """),
    Device(
      name: "jetson-agx-orin-32gb", title: "NVIDIA Jetson AGX Orin 32 GB",
      peaks: [.fp32: 3.365e12, .fp16: 27e12, .int8: 100e12],
      bandwidth: 204.8e9, memory: gib(32), kind: .embedded,
      source: """
        NVIDIA Jetson AGX Orin datasheet DS-10662-001: GPU 54 and DLAs 46 TOPS dense, 204.8 GB/s
        """),
    Device(
      name: "jetson-agx-orin", title: "NVIDIA Jetson AGX Orin 64 GB",
      peaks: [.fp32: 5.32e12, .fp16: 42.5e12, .int8: 137.5e12],
      bandwidth: 204.8e9, memory: gib(64), kind: .embedded,
      source: """
        NVIDIA Jetson AGX Orin datasheet DS-10662-001: GPU 85 and DLAs 52.5 TOPS dense, 204.8 GB/s
        """),
    Device(
      name: "coral-edge-tpu", title: "Google Coral Edge TPU",
      peaks: [.int8: 4e12], bandwidth: nil, memory: mib(8), kind: .embedded,
      source: """
        coral.ai: 4 TOPS; the compiler's documentation: roughly 8 MB of SRAM for parameters
        """),
  ]
}
