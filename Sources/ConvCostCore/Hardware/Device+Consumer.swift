extension Device {
  /// NVIDIA's GeForce GPUs.
  static let geForce: [Device] = [
    Device(
      name: "gtx-1080-ti", title: "NVIDIA GeForce GTX 1080 Ti",
      peaks: [.fp32: 11.3e12], bandwidth: 484e9, memory: gib(11), kind: .consumer,
      source: "NVIDIA Turing architecture whitepaper: 11.3 TFLOPS, 484 GB/s"),
    Device(
      name: "rtx-2080-ti", title: "NVIDIA GeForce RTX 2080 Ti Founders Edition",
      peaks: [.fp32: 14.2e12, .fp16: 113.8e12, .int8: 227.7e12, .int4: 455.4e12],
      bandwidth: 616e9, memory: gib(11), kind: .consumer,
      source: """
        NVIDIA Turing architecture whitepaper, Founders Edition, FP16 with FP16 accumulation
        """),
    Device(
      name: "rtx-3060", title: "NVIDIA GeForce RTX 3060 12 GB",
      peaks: [.fp32: 12.7e12], bandwidth: 360e9, memory: gib(12), kind: .consumer,
      source: "NVIDIA GeForce page: 3,584 cores at 1.78 GHz, 360 GB/s"),
    Device(
      name: "rtx-3080", title: "NVIDIA GeForce RTX 3080 10 GB",
      peaks: [
        .fp32: 29.8e12, .tf32: 29.8e12, .fp16: 119e12, .bf16: 59.5e12, .int8: 238e12, .int4: 476e12,
      ],
      bandwidth: 760e9, memory: gib(10), kind: .consumer,
      source: """
        NVIDIA GA102 architecture whitepaper, without sparsity, FP16 with FP16 accumulation
        """),
    Device(
      name: "rtx-3090", title: "NVIDIA GeForce RTX 3090",
      peaks: [
        .fp32: 35.6e12, .tf32: 35.6e12, .fp16: 142e12, .bf16: 71e12, .int8: 284e12, .int4: 568e12,
      ],
      bandwidth: 936e9, memory: gib(24), kind: .consumer,
      source: """
        NVIDIA GA102 architecture whitepaper, without sparsity, FP16 with FP16 accumulation
        """),
    Device(
      name: "rtx-4060", title: "NVIDIA GeForce RTX 4060",
      peaks: [.fp32: 15.1e12], bandwidth: 272e9, memory: gib(8), kind: .consumer,
      source: "NVIDIA GeForce page: 15 TFLOPS, 272 GB/s"),
    Device(
      name: "rtx-4070", title: "NVIDIA GeForce RTX 4070",
      peaks: [.fp32: 29.1e12], bandwidth: 504e9, memory: gib(12), kind: .consumer,
      source: "NVIDIA GeForce page: 29 TFLOPS, 504 GB/s"),
    Device(
      name: "rtx-4080", title: "NVIDIA GeForce RTX 4080",
      peaks: [.fp32: 48.7e12], bandwidth: 716.8e9, memory: gib(16), kind: .consumer,
      source: "NVIDIA GeForce page: 49 TFLOPS, 716.8 GB/s"),
    Device(
      name: "rtx-4090", title: "NVIDIA GeForce RTX 4090",
      peaks: [
        .fp32: 82.6e12, .tf32: 82.6e12, .fp16: 330.3e12, .bf16: 165.2e12, .fp8: 660.6e12,
        .int8: 660.6e12, .int4: 1321.2e12,
      ],
      bandwidth: 1008e9, memory: gib(24), kind: .consumer,
      source: """
        NVIDIA Ada architecture whitepaper, without sparsity, FP16 and FP8 with FP16 accumulation
        """),
    Device(
      name: "rtx-5090", title: "NVIDIA GeForce RTX 5090",
      peaks: [
        .fp32: 104.8e12, .tf32: 104.8e12, .fp16: 419e12, .bf16: 209.5e12, .fp8: 838e12,
        .int8: 838e12,
      ],
      bandwidth: 1792e9, memory: gib(32), kind: .consumer,
      source: """
        NVIDIA RTX Blackwell architecture whitepaper, without sparsity, FP16 and FP8 with FP16 \
        accumulation
        """),
  ]

  /// Apple's M series: the largest memory of each; the peak for int8 is the Neural Engine's.
  static let apple: [Device] = [
    Device(
      name: "m1", title: "Apple M1, 8-core GPU, 16 GB",
      peaks: [.fp32: 2.6e12, .int8: 11e12], bandwidth: nil, memory: gib(16), kind: .consumer,
      source: "Apple newsroom, 2020: GPU 2.6 teraflops; Neural Engine 11 TOPS, no format named"),
    Device(
      name: "m1-pro", title: "Apple M1 Pro, 32 GB",
      peaks: [.int8: 11e12], bandwidth: 200e9, memory: gib(32), kind: .consumer,
      source: "Apple newsroom, 2021: 200 GB/s, 32 GB; Neural Engine as the M1's"),
    Device(
      name: "m1-max", title: "Apple M1 Max, 64 GB",
      peaks: [.int8: 11e12], bandwidth: 400e9, memory: gib(64), kind: .consumer,
      source: "Apple newsroom, 2021: 400 GB/s, 64 GB; Neural Engine as the M1's"),
    Device(
      name: "m1-ultra", title: "Apple M1 Ultra, 128 GB",
      peaks: [.int8: 22e12], bandwidth: 800e9, memory: gib(128), kind: .consumer,
      source: "Apple newsroom, 2022: 800 GB/s, 128 GB, 22 TOPS"),
    Device(
      name: "m2", title: "Apple M2, 24 GB",
      peaks: [.int8: 15.8e12], bandwidth: 100e9, memory: gib(24), kind: .consumer,
      source: "Apple newsroom, 2022: 100 GB/s, 24 GB, 15.8 TOPS"),
    Device(
      name: "m2-pro", title: "Apple M2 Pro, 32 GB",
      peaks: [.int8: 15.8e12], bandwidth: 200e9, memory: gib(32), kind: .consumer,
      source: "Apple newsroom, 2023: 200 GB/s, 32 GB, 15.8 TOPS"),
    Device(
      name: "m2-max", title: "Apple M2 Max, 96 GB",
      peaks: [.int8: 15.8e12], bandwidth: 400e9, memory: gib(96), kind: .consumer,
      source: "Apple newsroom, 2023: 400 GB/s, 96 GB, 15.8 TOPS"),
    Device(
      name: "m3", title: "Apple M3, 24 GB",
      peaks: [.int8: 18e12], bandwidth: 100e9, memory: gib(24), kind: .consumer,
      source: "Apple, 2023: 100 GB/s, 24 GB, 18 TOPS"),
    Device(
      name: "m3-pro", title: "Apple M3 Pro, 36 GB",
      peaks: [.int8: 18e12], bandwidth: 150e9, memory: gib(36), kind: .consumer,
      source: "Apple, 2023: 150 GB/s, 36 GB, 18 TOPS"),
    Device(
      name: "m3-max", title: "Apple M3 Max, 16-core CPU, 128 GB",
      peaks: [.int8: 18e12], bandwidth: 400e9, memory: gib(128), kind: .consumer,
      source: "Apple, 2023: 400 GB/s, 128 GB, 18 TOPS"),
    Device(
      name: "m4", title: "Apple M4, 32 GB",
      peaks: [.int8: 38e12], bandwidth: 120e9, memory: gib(32), kind: .consumer,
      source: "Apple newsroom, 2024: 120 GB/s, 32 GB, 38 TOPS"),
    Device(
      name: "m4-pro", title: "Apple M4 Pro, 64 GB",
      peaks: [.int8: 38e12], bandwidth: 273e9, memory: gib(64), kind: .consumer,
      source: "Apple newsroom, 2024: 273 GB/s, 64 GB; Neural Engine as the M4's"),
    Device(
      name: "m4-max", title: "Apple M4 Max, 16-core CPU, 128 GB",
      peaks: [.int8: 38e12], bandwidth: 546e9, memory: gib(128), kind: .consumer,
      source: "Apple newsroom, 2024: 546 GB/s, 128 GB; Neural Engine as the M4's"),
  ]
}
