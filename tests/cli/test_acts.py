"""The words of the command line are the words of its jobs."""

from situationroom.cli import arguments, movements, requests, shelters


def test_that_every_act_the_parser_knows_can_be_done() -> None:
    assert arguments.REQUEST_ACTS == tuple(sorted(requests.ACTS))
    assert arguments.MOVEMENT_ACTS == tuple(sorted(movements.ACTS))
    assert arguments.SHELTER_ACTS == tuple(sorted(shelters.ACTS))
