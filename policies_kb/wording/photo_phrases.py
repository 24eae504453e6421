"""The sentences of the photo check. What a notice demands is filled in from its specification."""

from __future__ import annotations

from typing import Final

from policies_kb.model.text import Text

#: The whole verdict; {names} are the requirements it speaks of.
HEADS: Final[dict[str, Text]] = {
    "fits": Text(zh="可以，符合要求。", en="Yes, it meets the requirements."),
    "fails": Text(zh="不符合要求：{names}。", en="No, it does not meet the requirements: {names}."),
    "so_far": Text(
        zh="已知的符合要求：{names}；标“?”的请再核对。",
        en="What is known meets the requirements: {names}. Please check what is marked «?».",
    ),
    "open": Text(zh="还不能确定：{names}。", en="Not certain yet: {names}."),
    "nothing": Text(
        zh="还不知道照片的数据，请对照下面各项。",
        en="Nothing is known of the photo yet. Compare it with these points.",
    ),
}

NAMES: Final[dict[str, Text]] = {
    "format": Text(zh="格式", en="format"),
    "bytes": Text(zh="文件大小", en="file size"),
    "pixels": Text(zh="像素", en="pixels"),
    "ratio": Text(zh="宽高比", en="width to height"),
    "background": Text(zh="背景", en="background"),
    "prints": Text(zh="寸数", en="inches"),
}

NOT_KNOWN: Final[dict[str, Text]] = {
    "said": Text(zh="没有说到", en="not said"),
    "measured": Text(zh="机器看不准", en="the machine cannot tell"),
    "inches": Text(zh="没有说到，寸数换算不出像素", en="not said; inches cannot be turned into pixels"),
}

#: Behind a colour that was measured.
JUDGED: Final = Text(zh="（看上边缘）", en="(by its upper edge)")

COLOURS: Final[dict[str, Text]] = {
    "white": Text(zh="白色", en="white"),
    "blue": Text(zh="蓝色", en="blue"),
    "red": Text(zh="红色", en="red"),
    "grey": Text(zh="灰色", en="grey"),
    "black": Text(zh="黑色", en="black"),
    "green": Text(zh="绿色", en="green"),
    "yellow": Text(zh="黄色", en="yellow"),
    "pink": Text(zh="粉色", en="pink"),
    "other": Text(zh="其他颜色", en="another colour"),
}

MENDS: Final[dict[str, Text]] = {
    "convert": Text(
        zh="用看图软件另存为{format}（只改扩展名没有用）",
        en="save it as {format} in an image program (renaming the file is not enough)",
    ),
    "too_small": Text(
        zh="换更大的原图，或导出时提高质量", en="take a larger original, or export it in higher quality"
    ),
    "too_large": Text(zh="缩小尺寸或降低质量后另存", en="save it smaller or in lower quality"),
    "count_of_k": Text(
        zh="正在界线上，1K按1000还是1024字节算结果不同，请离界线远一些",
        en="just on the limit: it depends on whether a K is 1000 or 1024 bytes; keep away from the limit",
    ),
    "more_pixels": Text(zh="换像素更大的原图", en="take an original with more pixels"),
    "sides_swapped": Text(
        zh="这里按宽{width}、高{height}算，如果其实是宽{height}、高{width}就符合",
        en="read as {width} wide and {height} high; if it is {height} wide and {width} high, it fits",
    ),
    "upright": Text(
        zh="照片是横的，请转成竖的再存", en="the picture lies on its side; turn it upright and save it"
    ),
    "turned": Text(
        zh="照片靠旋转标记才显示成这样，请转正后另存",
        en="it is only shown turned by a mark in the file; turn it upright and save it again",
    ),
    "crop_width": Text(
        zh="高度不变，宽裁到{low}至{high}像素", en="keep the height and crop the width to {low}–{high} pixels"
    ),
    "crop_height": Text(
        zh="宽度不变，高裁到{low}至{high}像素", en="keep the width and crop the height to {low}–{high} pixels"
    ),
    "another": Text(zh="换一张更大的原图重新裁剪", en="crop it anew from a larger original"),
    "background": Text(zh="请换成{background}", en="change it to a {background}"),
    "not_in_notice": Text(
        zh="通知没有写寸数，看像素和宽高比", en="the notice names no inches; pixels and ratio count"
    ),
}

REST: Final = Text(
    zh="是否清晰、是否本人等机器看不出，以审核为准。",
    en="Whether it is clear and shows you, no machine can tell; the reviewers decide.",
)

REFUSED: Final[dict[str, Text]] = {
    "looks_like": Text(zh="，看起来是{name}", en="; it looks like {name}"),
    "empty": Text(zh="文件是空的，请重新选择照片。", en="The file is empty. Please choose the photo again."),
    "too_large": Text(
        zh="文件太大，最多检查{most}。请先缩小再试。",
        en="The file is too large; at most {most} can be checked. Make it smaller first.",
    ),
    "wrong_type": Text(
        zh="这不是可以检查的照片文件{looks}。请另存为JPG再试。",
        en="This is no picture file that can be checked{looks}. Save it as JPG and try again.",
    ),
    "broken": Text(
        zh="照片文件已损坏，打不开。请重新导出再试。",
        en="The picture file is damaged. Export it again and retry.",
    ),
    "truncated": Text(
        zh="照片文件不完整，可能没有传完。请重新导出或上传。",
        en="The picture file is cut off, perhaps by an upload that broke. Export or send it again.",
    ),
    "too_many_pixels": Text(
        zh="照片声称的像素多得不合常理，没有检查。请重新导出再试。",
        en="The file claims more pixels than any photo has, so it was not checked. Export it again and retry.",
    ),
    "extra_data": Text(
        zh="照片后面还附着别的数据（如压缩包、动态照片）。请另存为普通照片再试。",
        en="Something else is attached to the picture (an archive, a motion photo). Save it as a plain picture.",
    ),
    "animated": Text(zh="这是动图，请换成静态照片。", en="This picture moves. Use a still photo."),
}
