"""Write ONNX files: its messages in protobuf's encoding, after onnx.proto3. No package is needed for that."""

import struct
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

_IR_VERSION, _OPSET = 8, 17
_FLOAT, _INT64 = 1, 7
Attribute = int | float | str | Sequence[int]


def node(
    operator: str, inputs: Sequence[str], outputs: Sequence[str], attributes: dict[str, Attribute] | None = None
) -> bytes:
    """Return a NodeProto."""
    parts = [_text(1, name) for name in inputs] + [_text(2, name) for name in outputs]
    named = [_message(5, _attribute(name, value)) for name, value in (attributes or {}).items()]
    return b"".join([*parts, _text(3, outputs[0]), _text(4, operator), *named])


def tensor(name: str, value: npt.NDArray[np.generic]) -> bytes:
    """Return a TensorProto of float32 or int64."""
    is_whole = value.dtype.kind == "i"
    data = np.ascontiguousarray(value, "<i8" if is_whole else "<f4").tobytes()
    sizes = b"".join(_number(1, size) for size in value.shape)
    return sizes + _number(2, _INT64 if is_whole else _FLOAT) + _text(8, name) + _message(9, data)


def model(
    nodes: Iterable[bytes],
    constants: Iterable[bytes],
    *,
    given: tuple[str, Sequence[int]],
    answer: tuple[str, Sequence[int]],
    producer: str,
) -> bytes:
    """Return a ModelProto: a graph from ``given`` to ``answer``, each a name and a shape without the batch."""
    graph = b"".join(
        [
            *(_message(1, one) for one in nodes),
            _text(2, "inkdigit"),
            *(_message(5, one) for one in constants),
            _message(11, _value(*given)),
            _message(12, _value(*answer)),
        ]
    )
    opset = _text(1, "") + _number(2, _OPSET)
    return _number(1, _IR_VERSION) + _text(2, producer) + _message(7, graph) + _message(8, opset)


def _value(name: str, shape: Sequence[int]) -> bytes:
    """Return a ValueInfoProto of floats with a free batch."""
    sizes = [_message(1, _text(2, "batch")), *(_message(1, _number(1, size)) for size in shape)]
    form = _number(1, _FLOAT) + _message(2, b"".join(sizes))
    return _text(1, name) + _message(2, _message(1, form))


def _attribute(name: str, value: Attribute) -> bytes:
    head = _text(1, name)
    if isinstance(value, int):
        return head + _number(3, value) + _number(20, 2)
    if isinstance(value, float):
        return head + _key(2, 5) + struct.pack("<f", value) + _number(20, 1)
    if isinstance(value, str):
        return head + _text(4, value) + _number(20, 3)
    return head + b"".join(_number(8, one) for one in value) + _number(20, 7)


def _number(field: int, value: int) -> bytes:
    return _key(field, 0) + _varint(value)


def _text(field: int, value: str) -> bytes:
    return _message(field, value.encode())


def _message(field: int, content: bytes) -> bytes:
    return _key(field, 2) + _varint(len(content)) + content


def _key(field: int, wire: int) -> bytes:
    return _varint(field << 3 | wire)


def _varint(value: int) -> bytes:
    value &= 2**64 - 1  # negative numbers take all ten bytes
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)
