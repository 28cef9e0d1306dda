extension Device {
  /// Microcontrollers and their accelerators.
  static let microcontrollers: [Device] = [
    Device(
      name: "stm32f407", title: "STM32F407, Cortex-M4F at 168 MHz",
      peaks: [:], bandwidth: nil, memory: kib(128), flash: mib(1), kind: .microcontroller,
      source: """
        ST STM32F407 datasheet: 128 KB of contiguous SRAM (and 64 KB of CCM), 1 MB of flash
        """),
    Device(
      name: "stm32f411", title: "STM32F411, Cortex-M4F at 100 MHz",
      peaks: [:], bandwidth: nil, memory: kib(128), flash: kib(512), kind: .microcontroller,
      source: "ST STM32F411xE datasheet"),
    Device(
      name: "stm32f412", title: "STM32F412, Cortex-M4F at 100 MHz",
      peaks: [:], bandwidth: nil, memory: kib(256), flash: mib(1), kind: .microcontroller,
      source: "ST STM32F412xG datasheet"),
    Device(
      name: "stm32f446", title: "STM32F446, Cortex-M4F at 180 MHz",
      peaks: [:], bandwidth: nil, memory: kib(128), flash: kib(512), kind: .microcontroller,
      source: "ST STM32F446xE datasheet"),
    Device(
      name: "stm32f746", title: "STM32F746, Cortex-M7 at 216 MHz",
      peaks: [:], bandwidth: nil, memory: kib(320), flash: mib(1), kind: .microcontroller,
      source: "ST STM32F746xG datasheet; MCUNet: 320 kB and 1 MB"),
    Device(
      name: "stm32f765", title: "STM32F765, Cortex-M7 at 216 MHz",
      peaks: [:], bandwidth: nil, memory: kib(512), flash: mib(2), kind: .microcontroller,
      source: "ST STM32F765xI datasheet"),
    Device(
      name: "stm32f767", title: "STM32F767, Cortex-M7 at 216 MHz",
      peaks: [:], bandwidth: nil, memory: kib(512), flash: mib(2), kind: .microcontroller,
      source: "ST STM32F767xI datasheet"),
    Device(
      name: "stm32h743", title: "STM32H743, Cortex-M7 at 480 MHz",
      peaks: [:], bandwidth: nil, memory: kib(512), flash: mib(2), kind: .microcontroller,
      source: """
        ST STM32H743xI datasheet: 512 KB of AXI SRAM, of 1 MB in all; MCUNet: 512 kB and 2 MB
        """),
    Device(
      name: "stm32h747", title: "STM32H747 (Arduino Portenta H7), Cortex-M7 at 480 MHz",
      peaks: [:], bandwidth: nil, memory: kib(512), flash: mib(2), kind: .microcontroller,
      source: "ST STM32H747xI datasheet: 512 KB of AXI SRAM, of 1 MB in all"),
    Device(
      name: "stm32h7a3", title: "STM32H7A3, Cortex-M7 at 280 MHz",
      peaks: [:], bandwidth: nil, memory: mib(1), flash: mib(2), kind: .microcontroller,
      source: "ST STM32H7A3xI datasheet: 1 MB of AXI SRAM, of 1.4 MB in all"),
    Device(
      name: "stm32l4r5", title: "STM32L4R5, Cortex-M4F at 120 MHz",
      peaks: [:], bandwidth: nil, memory: kib(640), flash: mib(2), kind: .microcontroller,
      source: "ST STM32L4R5xI datasheet"),
    Device(
      name: "stm32u585", title: "STM32U585, Cortex-M33 at 160 MHz",
      peaks: [:], bandwidth: nil, memory: kib(768), flash: mib(2), kind: .microcontroller,
      source: "ST STM32U585xI datasheet: 768 KB of contiguous SRAM"),
    Device(
      name: "stm32n6570-dk", title: "STM32N6570-DK, Neural-ART accelerator",
      peaks: [.int8: 600e9],
      bandwidth: nil, memory: kib(4200), flash: mib(128), kind: .microcontroller,
      source: """
        ST STM32N6: 600 GOPS, 4.2 MB of contiguous SRAM; the board has 1 Gbit of octo-SPI flash
        """),
    Device(
      name: "nano-33-ble", title: "Arduino Nano 33 BLE (nRF52840), Cortex-M4F at 64 MHz",
      peaks: [:], bandwidth: nil, memory: kib(256), flash: mib(1), kind: .microcontroller,
      source: "Nordic nRF52840 product specification"),
    Device(
      name: "raspberry-pi-pico", title: "Raspberry Pi Pico (RP2040), Cortex-M0+ at 133 MHz",
      peaks: [:], bandwidth: nil, memory: kib(264), flash: mib(2), kind: .microcontroller,
      source: "Raspberry Pi Pico datasheet"),
    Device(
      name: "raspberry-pi-pico-2", title: "Raspberry Pi Pico 2 (RP2350), Cortex-M33 at 150 MHz",
      peaks: [:], bandwidth: nil, memory: kib(520), flash: mib(4), kind: .microcontroller,
      source: "Raspberry Pi Pico 2 datasheet"),
    Device(
      name: "esp32", title: "Espressif ESP32-WROOM-32, 4 MB",
      peaks: [:], bandwidth: nil, memory: kib(520), flash: mib(4), kind: .microcontroller,
      source: "Espressif ESP32 datasheet: 520 KB of SRAM, not all of it for data; 4 MB module"),
    Device(
      name: "esp32-s3", title: "Espressif ESP32-S3, 8 MB",
      peaks: [:], bandwidth: nil, memory: kib(512), flash: mib(8), kind: .microcontroller,
      source: """
        Espressif ESP32-S3 datasheet: 512 KB of SRAM, not all of it for data; 8 MB module, its \
        PSRAM not counted
        """),
    Device(
      name: "apollo3", title: "Ambiq Apollo3 Blue, Cortex-M4F at 96 MHz",
      peaks: [:], bandwidth: nil, memory: kib(384), flash: mib(1), kind: .microcontroller,
      source: "Ambiq Apollo3 Blue datasheet"),
    Device(
      name: "apollo4-plus", title: "Ambiq Apollo4 Plus, Cortex-M4F at 192 MHz",
      peaks: [:], bandwidth: nil, memory: kib(2816), flash: mib(2), kind: .microcontroller,
      source: "Ambiq Apollo4 Plus datasheet: 2.75 MB of RAM, 2 MB of MRAM"),
    Device(
      name: "teensy-4.1", title: "PJRC Teensy 4.1 (i.MX RT1062), Cortex-M7 at 600 MHz",
      peaks: [:], bandwidth: nil, memory: kib(512), flash: kib(7936), kind: .microcontroller,
      source: "PJRC: 1,024 KB of RAM in two blocks of 512 KB; 7,936 KB of flash"),
    Device(
      name: "spresense", title: "Sony Spresense (CXD5602), Cortex-M4F at 156 MHz",
      peaks: [:], bandwidth: nil, memory: kib(1536), flash: mib(8), kind: .microcontroller,
      source: "Sony Spresense hardware documents: 1.5 MB of SRAM, 8 MB of flash"),
    Device(
      name: "k210", title: "Kendryte K210",
      peaks: [:], bandwidth: nil, memory: mib(8), kind: .microcontroller,
      source: "Kendryte K210 datasheet: 6 MB of general SRAM and 2 MB for the KPU"),
    Device(
      name: "max78000", title: "Analog Devices MAX78000, CNN accelerator",
      peaks: [:], bandwidth: nil, memory: kib(512), flash: kib(432), kind: .microcontroller,
      source: """
        Analog Devices MAX78000 datasheet: CNN accelerator with 512 KB of data memory, 442,368 \
        8-bit weights
        """),
    Device(
      name: "ethos-u55-32", title: "Arm Ethos-U55, 32 MACs a cycle at 500 MHz",
      peaks: [.int8: 32e9], bandwidth: 4.5e9, memory: mib(4), kind: .microcontroller,
      source: """
        Arm Vela's high-end embedded system: 500 MHz, SRAM 4 GB/s and flash 0.5 GB/s, a 4 MiB \
        arena; 32 MACs a cycle
        """),
    Device(
      name: "ethos-u55-64", title: "Arm Ethos-U55, 64 MACs a cycle at 500 MHz",
      peaks: [.int8: 64e9], bandwidth: 4.5e9, memory: mib(4), kind: .microcontroller,
      source: """
        Arm Vela's high-end embedded system: 500 MHz, SRAM 4 GB/s and flash 0.5 GB/s, a 4 MiB \
        arena; 64 MACs a cycle
        """),
    Device(
      name: "ethos-u55-128", title: "Arm Ethos-U55, 128 MACs a cycle at 500 MHz",
      peaks: [.int8: 128e9], bandwidth: 4.5e9, memory: mib(4), kind: .microcontroller,
      source: """
        Arm Vela's high-end embedded system: 500 MHz, SRAM 4 GB/s and flash 0.5 GB/s, a 4 MiB \
        arena; 128 MACs a cycle
        """),
    Device(
      name: "ethos-u55-256", title: "Arm Ethos-U55, 256 MACs a cycle at 500 MHz",
      peaks: [.int8: 256e9], bandwidth: 4.5e9, memory: mib(4), kind: .microcontroller,
      source: """
        Arm Vela's high-end embedded system: 500 MHz, SRAM 4 GB/s and flash 0.5 GB/s, a 4 MiB \
        arena; 256 MACs a cycle
        """),
  ]
}
