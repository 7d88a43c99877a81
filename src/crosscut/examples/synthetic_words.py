"""The word lists of the synthetic budget: topics, kinds of programme, ministries. Pairs are (Korean, English)."""

from __future__ import annotations

TOPICS: dict[str, tuple[tuple[str, str], ...]] = {
    "ai": (
        ("거대언어모델", "large language model"),
        ("기계학습", "machine learning"),
        ("인공지능 안전", "AI safety"),
        ("신경망 추론", "neural inference"),
        ("영상 이해", "image understanding"),
        ("자율 에이전트", "autonomous agent"),
    ),
    "quantum": (
        ("양자컴퓨터", "quantum computer"),
        ("큐비트 제어", "qubit control"),
        ("양자 센서", "quantum sensor"),
        ("양자암호통신", "quantum key distribution"),
        ("양자 중계", "quantum repeater"),
        ("이온 포획", "ion trap"),
    ),
    "semiconductors-displays": (
        ("메모리 반도체", "memory chip"),
        ("첨단 패키징", "advanced packaging"),
        ("극자외선 노광", "EUV lithography"),
        ("전력반도체", "power semiconductor"),
        ("마이크로 LED", "micro LED"),
        ("유연 디스플레이", "flexible display"),
    ),
    "secondary-batteries": (
        ("전고체전지", "solid-state battery"),
        ("양극재", "cathode material"),
        ("리튬황전지", "lithium-sulphur cell"),
        ("폐배터리 재활용", "battery recycling"),
        ("배터리 관리", "battery management"),
        ("나트륨전지", "sodium cell"),
    ),
    "mobility": (
        ("자율주행차", "self-driving car"),
        ("도심항공교통", "urban air mobility"),
        ("전기차 구동", "electric drivetrain"),
        ("차량 통신", "vehicle communication"),
        ("수소 트럭", "hydrogen truck"),
        ("주행 인지", "road perception"),
    ),
    "nuclear": (
        ("소형모듈원자로", "small modular reactor"),
        ("용융염 원자로", "molten salt reactor"),
        ("핵융합", "fusion"),
        ("원전 해체", "reactor dismantling"),
        ("사용후핵연료", "spent fuel"),
        ("원자로 안전", "reactor safety"),
    ),
    "bio": (
        ("합성생물학", "synthetic biology"),
        ("세포 치료", "cell therapy"),
        ("신약 후보물질", "drug candidate"),
        ("백신 플랫폼", "vaccine platform"),
        ("유전체 분석", "genome analysis"),
        ("재생의료", "regenerative medicine"),
    ),
    "aerospace-marine": (
        ("우주발사체", "launch vehicle"),
        ("관측위성", "observation satellite"),
        ("위성항법", "satellite navigation"),
        ("달 탐사", "lunar exploration"),
        ("심해 탐사", "deep-sea exploration"),
        ("자율운항선박", "autonomous ship"),
    ),
    "hydrogen": (
        ("수전해", "water electrolysis"),
        ("수소 저장", "hydrogen storage"),
        ("연료전지", "fuel cell"),
        ("수소 터빈", "hydrogen turbine"),
        ("암모니아 분해", "ammonia cracking"),
        ("액화수소", "liquid hydrogen"),
    ),
    "cybersecurity": (
        ("침해사고 대응", "incident response"),
        ("악성코드 분석", "malware analysis"),
        ("제로트러스트", "zero trust"),
        ("개인정보 보호", "privacy protection"),
        ("공급망 보안", "supply chain security"),
        ("양자내성암호", "post-quantum cipher"),
    ),
    "communications": (
        ("6세대 이동통신", "6G mobile network"),
        ("위성통신", "satellite communication"),
        ("광통신", "optical network"),
        ("개방형 무선접속망", "open radio access"),
        ("테라헤르츠", "terahertz"),
        ("저지연 통신망", "low-latency network"),
    ),
    "robotics-manufacturing": (
        ("협동로봇", "collaborative robot"),
        ("인간형 로봇", "humanoid robot"),
        ("디지털 트윈 공장", "digital twin factory"),
        ("정밀 가공", "precision machining"),
        ("적층 제조", "additive manufacturing"),
        ("로봇 감속기", "robot reducer"),
    ),
}
"""Six topics for each area of kr-cet-2022."""

OTHER_TOPICS = (
    ("산림 관리", "forest management"),
    ("기상 예보", "weather forecast"),
    ("수산 자원", "fishery resources"),
    ("문화유산 보존", "heritage conservation"),
    ("도로 포장", "road paving"),
    ("축산 방역", "livestock disease control"),
    ("지진 관측", "earthquake observation"),
    ("하천 수질", "river water quality"),
    ("작물 재배", "crop growing"),
    ("소방 장비", "firefighting equipment"),
    ("노인 돌봄", "elderly care"),
    ("기초 수학", "basic mathematics"),
)
"""Topics of programmes that belong to no area."""

TRAITS = (
    ("차세대", "next-generation"),
    ("고신뢰", "dependable"),
    ("개방형", "open"),
    ("저비용", "low-cost"),
    ("현장형", "field-ready"),
    ("고효율", "efficient"),
    ("융합형", "convergent"),
    ("미래", "future"),
)

KINDS = (
    ("핵심기술개발", "core technology development"),
    ("원천기술개발", "source technology development"),
    ("실증", "demonstration"),
    ("기반구축", "infrastructure"),
    ("인력양성", "training"),
    ("국제협력", "cooperation"),
    ("표준화", "standardisation"),
    ("시험평가", "testing"),
    ("사업화 지원", "commercialisation"),
    ("기획", "planning"),
)

PARTS = ("과제 지원", "장비 구축", "운영", "성과 확산")
"""What subprogrammes are called."""

MINISTRIES = tuple(
    f"가상 {name}"
    for name in (
        "가온부",
        "나래부",
        "다온부",
        "라온부",
        "마루부",
        "바다부",
        "사랑부",
        "아라부",
        "자람부",
        "차오름부",
        "하늘부",
        "누리부",
        "도담청",
        "미르청",
        "보람청",
        "새봄청",
        "여울청",
        "온새미청",
        "윤슬청",
        "이든청",
        "해솔청",
        "달빛청",
        "별하청",
        "솔바람청",
        "한결처",
        "맑음처",
        "슬기처",
        "푸름처",
        "참빛위원회",
        "늘봄위원회",
    )
)
"""Thirty invented ministries, largest first."""

COMMITTEES = tuple(f"가상 제{number}전문위원회" for number in range(1, 11))
