extension Device {
  /// NVIDIA's data-centre GPUs.
  static let nvidiaDataCentre: [Device] = [
    Device(
      name: "p100", title: "NVIDIA Tesla P100 SXM2 16 GB",
      peaks: [.fp32: 10.6e12, .fp16: 21.2e12], bandwidth: 732e9, memory: gib(16), kind: .dataCentre,
      source: "NVIDIA Tesla P100 SXM2 datasheet: 10.6 and 21.2 TFLOPS, 732 GB/s"),
    Device(
      name: "v100", title: "NVIDIA V100 SXM2 16 GB",
      peaks: [.fp32: 15.7e12, .fp16: 125e12], bandwidth: 900e9, memory: gib(16), kind: .dataCentre,
      source: "NVIDIA V100 SXM2 datasheet: 15.7 and 125 TFLOPS, 900 GB/s"),
    Device(
      name: "v100-32gb", title: "NVIDIA V100 SXM2 32 GB",
      peaks: [.fp32: 15.7e12, .fp16: 125e12], bandwidth: 900e9, memory: gib(32), kind: .dataCentre,
      source: "NVIDIA V100 SXM2 datasheet: 15.7 and 125 TFLOPS, 900 GB/s"),
    Device(
      name: "t4", title: "NVIDIA T4",
      peaks: [.fp32: 8.1e12, .fp16: 65e12, .int8: 130e12, .int4: 260e12],
      bandwidth: 320e9, memory: gib(16), kind: .dataCentre,
      source: "NVIDIA T4 datasheet: 8.1 and 65 TFLOPS, 130 and 260 TOPS, 320 GB/s"),
    Device(
      name: "a10", title: "NVIDIA A10",
      peaks: [
        .fp32: 31.2e12, .tf32: 62.5e12, .fp16: 125e12, .bf16: 125e12, .int8: 250e12, .int4: 500e12,
      ],
      bandwidth: 600e9, memory: gib(24), kind: .dataCentre,
      source: "NVIDIA A10 datasheet, without sparsity"),
    Device(
      name: "a100-40gb", title: "NVIDIA A100 SXM 40 GB",
      peaks: [
        .fp32: 19.5e12, .tf32: 156e12, .fp16: 312e12, .bf16: 312e12, .int8: 624e12, .int4: 1248e12,
      ],
      bandwidth: 1555e9, memory: gib(40), kind: .dataCentre,
      source: "NVIDIA A100 SXM 40 GB datasheet, without sparsity"),
    Device(
      name: "a100-80gb", title: "NVIDIA A100 SXM 80 GB",
      peaks: [
        .fp32: 19.5e12, .tf32: 156e12, .fp16: 312e12, .bf16: 312e12, .int8: 624e12, .int4: 1248e12,
      ],
      bandwidth: 2039e9, memory: gib(80), kind: .dataCentre,
      source: "NVIDIA A100 SXM 80 GB datasheet, without sparsity"),
    Device(
      name: "l4", title: "NVIDIA L4",
      peaks: [
        .fp32: 30.3e12, .tf32: 60e12, .fp16: 121e12, .bf16: 121e12, .fp8: 242.5e12, .int8: 242.5e12,
      ],
      bandwidth: 300e9, memory: gib(24), kind: .dataCentre,
      source: """
        NVIDIA L4 datasheet: 30.3, 120, 242 and 485 TFLOPS with sparsity, the last three halved
        """),
    Device(
      name: "l40s", title: "NVIDIA L40S",
      peaks: [
        .fp32: 91.6e12, .tf32: 183e12, .fp16: 362.05e12, .bf16: 362.05e12, .fp8: 733e12,
        .int8: 733e12,
      ],
      bandwidth: 864e9, memory: gib(48), kind: .dataCentre,
      source: "NVIDIA L40S datasheet, without sparsity"),
    Device(
      name: "h100-pcie", title: "NVIDIA H100 PCIe 80 GB",
      peaks: [
        .fp32: 51e12, .tf32: 378e12, .fp16: 756.5e12, .bf16: 756.5e12, .fp8: 1513e12,
        .int8: 1513e12,
      ],
      bandwidth: 2e12, memory: gib(80), kind: .dataCentre,
      source: """
        NVIDIA H100 PCIe datasheet: 51, 756, 1513 and 3026 TFLOPS with sparsity, the last three \
        halved
        """),
    Device(
      name: "h100-sxm", title: "NVIDIA H100 SXM 80 GB",
      peaks: [
        .fp32: 66.9e12, .tf32: 494.7e12, .fp16: 989.4e12, .bf16: 989.4e12, .fp8: 1978.9e12,
        .int8: 1978.9e12,
      ],
      bandwidth: 3.35e12, memory: gib(80), kind: .dataCentre,
      source: """
        NVIDIA Hopper architecture whitepaper, H100 SXM5 without sparsity; datasheet: 3.35 TB/s
        """),
    Device(
      name: "h200", title: "NVIDIA H200 SXM 141 GB",
      peaks: [
        .fp32: 67e12, .tf32: 494.5e12, .fp16: 989.5e12, .bf16: 989.5e12, .fp8: 1979e12,
        .int8: 1979e12,
      ],
      bandwidth: 4.8e12, memory: gib(141), kind: .dataCentre,
      source: """
        NVIDIA H200 SXM datasheet: 67, 989, 1979 and 3958 TFLOPS with sparsity, the last three \
        halved
        """),
    Device(
      name: "b200", title: "NVIDIA B200 180 GB, in an HGX or a DGX",
      peaks: [
        .fp32: 80e12, .tf32: 1100e12, .fp16: 2250e12, .bf16: 2250e12, .fp8: 4500e12, .int8: 4500e12,
      ],
      bandwidth: 8e12, memory: gib(180), kind: .dataCentre,
      source: """
        NVIDIA Blackwell architecture brief, HGX B200 without sparsity; DGX B200 datasheet: 1,440 \
        GB and 64 TB/s for eight
        """),
  ]

  /// AMD's data-centre GPUs, and Google's TPUs.
  static let otherDataCentre: [Device] = [
    Device(
      name: "mi250x", title: "AMD Instinct MI250X",
      peaks: [.fp32: 95.7e12, .fp16: 383e12, .bf16: 383e12, .int8: 383e12, .int4: 383e12],
      bandwidth: 3.2768e12, memory: gib(128), kind: .dataCentre,
      source: """
        AMD Instinct MI250X datasheet: FP32 matrix 95.7 TFLOPS, 47.9 vector; both dies; up to 3.2 \
        TB/s (8,192 bits at 3.2 Gbit/s)
        """),
    Device(
      name: "mi300x", title: "AMD Instinct MI300X",
      peaks: [
        .fp32: 163.4e12, .tf32: 653.7e12, .fp16: 1307.4e12, .bf16: 1307.4e12, .fp8: 2614.9e12,
        .int8: 2614.9e12,
      ],
      bandwidth: 5.325e12, memory: gib(192), kind: .dataCentre,
      source: "AMD Instinct MI300X datasheet, without sparsity: 5.325 TB/s, given as 5.3"),
    Device(
      name: "mi325x", title: "AMD Instinct MI325X",
      peaks: [
        .fp32: 163.4e12, .tf32: 653.7e12, .fp16: 1307.4e12, .bf16: 1307.4e12, .fp8: 2614.9e12,
        .int8: 2614.9e12,
      ],
      bandwidth: 6e12, memory: gib(256), kind: .dataCentre,
      source: "AMD Instinct MI325X datasheet, without sparsity"),
    Device(
      name: "tpu-v3", title: "Google TPU v3, a chip",
      peaks: [.bf16: 123e12], bandwidth: 900e9, memory: gib(32), kind: .dataCentre,
      source: "Google Cloud documentation, TPU v3: 123 TFLOPS, 32 GiB, 900 GBps"),
    Device(
      name: "tpu-v4", title: "Google TPU v4, a chip",
      peaks: [.bf16: 275e12, .int8: 275e12], bandwidth: 1200e9, memory: gib(32), kind: .dataCentre,
      source: "Google Cloud documentation, TPU v4: 275 TFLOPS in bf16 or int8, 32 GiB, 1200 GBps"),
    Device(
      name: "tpu-v5e", title: "Google TPU v5e, a chip",
      peaks: [.bf16: 197e12, .int8: 393e12], bandwidth: 819e9, memory: gib(16), kind: .dataCentre,
      source: """
        Google Cloud documentation, TPU v5e: bf16 197 TFLOPS, int8 393 TOPS, 16 GB, 819 GBps
        """),
    Device(
      name: "tpu-v5p", title: "Google TPU v5p, a chip",
      peaks: [.bf16: 459e12], bandwidth: 2765e9, memory: gib(95), kind: .dataCentre,
      source: "Google Cloud documentation, TPU v5p: bf16 459 TFLOPS, 95 GB, 2765 GBps"),
    Device(
      name: "tpu-v6e", title: "Google TPU v6e (Trillium), a chip",
      peaks: [.bf16: 918e12, .int8: 1836e12], bandwidth: 1638e9, memory: gib(32), kind: .dataCentre,
      source: """
        Google Cloud documentation, TPU v6e: bf16 918 TFLOPS, int8 1836 TOPS, 32 GB, 1638 GBps
        """),
  ]
}
