from foundation.pictures import Clip, StoneRow, VideoMeter, WordMeter, clock


def words(count: int) -> WordMeter:
    return WordMeter.of(count, low=1800, goal=2000, high=2200)


def test_the_rail_runs_a_quarter_past_the_goal() -> None:
    meter = words(1412)
    assert (meter.low_x, meter.goal_x, meter.high_x) == ("72.00%", "80.00%", "88.00%")
    assert (meter.zone_width, meter.fill_width) == ("16.00%", "56.48%")


def test_a_short_text_says_how_many_words_are_missing() -> None:
    assert (words(1412).count, words(1412).left) == ("1,412 words", "388 more to reach 1,800")
    assert words(1799).left == "1 more to reach 1,800"


def test_a_text_within_the_range_says_how_much_more_fits() -> None:
    assert words(1800).left == "Long enough, and 400 more fit before 2,200"
    assert words(2200).left == "Long enough, and exactly at 2,200"
    assert words(2200).over_width is None


def test_one_word_past_the_range_is_over() -> None:
    meter = words(2201)
    assert meter.left == "Anything past 2,200 may not be read; 1 to cut"
    assert meter.over_width == "0.04%"
    assert meter.fill_width == meter.high_x


def test_a_text_far_too_long_stays_on_the_rail() -> None:
    assert words(9000).over_width == "12.00%"
    assert (words(0).count, words(0).fill_width, words(1).count) == ("0 words", "0.00%", "1 word")


def test_clips_lie_behind_each_other_on_the_tape() -> None:
    meter = VideoMeter.of([Clip("Switch", 252), Clip("Bench", 170)], limit_seconds=600)
    assert (meter.count, meter.left) == ("7:02 of 10:00", "2:58 left")
    assert [(tape.x, tape.width, tape.look) for tape in meter.clips] == [
        ("0.00%", "42.00%", "1"),
        ("42.40%", "27.93%", "2"),
    ]
    assert meter.over_width is None


def test_ten_minutes_is_in_and_one_second_more_is_over() -> None:
    assert VideoMeter.of([Clip("All of it", 600)], 600).left == "Nothing left"
    over = VideoMeter.of([Clip("All of it", 601)], 600)
    assert over.left == (
        "Your clips run 10:01. The limit is 10:00, so 1 second must go. The longest is 10:01."
    )
    assert over.over_width == "0.17%"


def test_over_the_limit_the_longest_clip_is_named() -> None:
    meter = VideoMeter.of([Clip("Switch", 252), Clip("Bench", 200), Clip("Desk", 190)], 600)
    assert meter.left == (
        "Your clips run 10:42. The limit is 10:00, so 42 seconds must go. The longest is 4:12."
    )
    assert VideoMeter.of([Clip("Long", 702)], 600).left.endswith("so 1:42 must go. The longest is 11:42.")


def test_no_clip_is_an_empty_tape() -> None:
    meter = VideoMeter.of([], 600)
    assert (meter.count, meter.left, meter.clips) == ("0:00 of 10:00", "10:00 left", ())


def test_a_row_of_stones_says_what_it_shows() -> None:
    row = StoneRow.of("Data", (laid for laid in (True, False, True)))
    assert (row.stones, row.words) == ((True, False, True), "2 of 3 shown")


def test_a_clock_reads_like_a_player() -> None:
    assert [clock(seconds) for seconds in (0, 8, 65, 3600)] == ["0:00", "0:08", "1:05", "60:00"]
