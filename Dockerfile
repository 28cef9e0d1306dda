# The program alone in an image:
#
#   docker build --tag convcost .
#   docker run --rm --volume "$PWD:/work" convcost report net.onnx
#
# The program is fully static, linked with the C library of the first stage. Where the static Linux SDK is
# installed, it can be linked with musl instead: --swift-sdk x86_64-swift-linux-musl in place of -Xswiftc
# -static-executable. A program of --static-swift-stdlib alone still needs a C library, which is not here.
FROM swift:6.2 AS build
WORKDIR /convcost
COPY . .
RUN swift build -c release --product convcost -Xswiftc -static-executable \
  && strip -o /program "$(swift build -c release -Xswiftc -static-executable --show-bin-path)/convcost"

FROM scratch
COPY --from=build /program /convcost
COPY LICENSE /
WORKDIR /work
ENTRYPOINT ["/convcost"]
