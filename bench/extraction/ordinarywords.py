"""The words of the ordinary boards: vocabularies for each kind of board, none of which shares a title, author or sentence with another part."""

# ruff: noqa: E501 - lists of words are long

from __future__ import annotations

from dataclasses import replace

from bench.extraction.entries import Vocabulary

COUNTY = Vocabulary(
    name="ordinary county",
    subjects=(
        *("농어촌 민박 사업자 안전교육", "영농폐기물 집중수거", "마을회관 건립공사", "출산장려금 지급 기준", "군립공원 야영장", "고추 건조기 보조사업", "상수도 요금 감면", "귀농귀촌 한 달 살기"),
        *("지적재조사 사업지구", "가축전염병 차단방역", "군민대학 봄학기 강좌", "노인 무릎 인공관절 수술비", "행복택시 운행 구간", "산림 내 불법행위 단속", "소규모 공동주택 보수비", "관광사진 공모전"),
        *("청년 창업공간 입주자", "주민세 사업소분 신고", "작은영화관 상영작"),
    ),
    endings=("신청 안내", "지원 대상자 추가모집", "시행 공고", "실시에 따른 주민 협조", "변경 고시", "결정 통보", "참가 접수", "추진 현황", "선정 심의 결과", "이용 수칙", "개최 알림", "열람 공고"),
    odd=(
        *("[보도자료] 제31회 산마루 곤드레축제 5월 2일 개막", "2025년도 제2회 지방임기제공무원 임용시험 공고", "(재공고) 군도 12호선 확포장공사 토지 보상계획", "도로 통제 3.8.(토) 06:00~18:00 읍사무소~중앙교"),
        *("「산마루군 빈용기 회수 조례」 제정(안) 입법예고", "정정 공고(제2025-88호)", "장학생 선발", "<긴급> 조류인플루엔자 발생에 따른 이동제한", "‘찾아가는 빨래방’ 3월 일정표"),
    ),
    authors=("농정과", "허가민원과", "축산정책팀", "문화관광과", "기획감사실", "보건의료원", "상하수도사업소", "주민행복과", "재무과 세정팀", "산마루읍"),
    sentences=(
        *("신청을 원하시는 군민께서는 주소지 읍·면사무소를 찾아 주시기 바랍니다.", "사업비가 소진되면 접수를 조기에 마감합니다.", "보조금은 사업을 마치고 검사를 거친 뒤 지급합니다.", "토지 소유자와 이해관계인은 열람 기간에 의견을 낼 수 있습니다."),
        *("작물별 지원 단가는 첨부한 표와 같습니다.", "자부담 비율은 총사업비의 40%입니다.", "심의위원회를 거쳐 대상자를 정하며 결과는 서면으로 통지합니다.", "교육을 이수하지 않으면 과태료가 부과될 수 있습니다."),
        *("읍내에서 출발하는 셔틀은 30분 간격으로 다닙니다.", "입산할 때 라이터와 버너를 가지고 가지 마십시오.", "강우량에 따라 공사 기간이 늘어날 수 있습니다.", "군청 누리집과 마을방송으로도 알려 드립니다.", "지급일은 매월 25일이며 휴일이면 그 앞날에 드립니다.", "마을 이장님께서는 세대별로 전파해 주시기 바랍니다."),
    ),
    files=("신청서 서식 일체.hwp", "2025년 시행지침(요약).pdf", "편입토지 조서.xlsx", "공고문 전문(제2025-88호).hwpx", "축제 배치도.jpg", "사업계획서 작성 예시.hwp"),
    menu=("군정 소식", "참여 마당", "전자 민원", "새소식", "분야별 안내", "산마루 소개", "통합 예약"),
    sites=("산마루군청", "산마루군의회", "산마루군 시설관리사업소"),
)

AGENCY = Vocabulary(
    name="ordinary agency",
    subjects=(
        *("연구장비 공동활용", "상반기 체험형 인턴", "정밀안전진단 용역", "본사 사옥 청소 용역", "국산 소재 실증", "데이터 개방 경진대회", "공공임대 예비입주자", "어린이 안전체험관", "전력 수요관리 사업", "청렴시민감사관"),
        *("동반성장 협력기금", "노후 변압기 구매", "해양환경 측정망", "이동도서관 순회", "특별전시 도슨트", "무형유산 전수교육", "점자 도서 제작"),
    ),
    endings=("모집 공고문", "제한경쟁 입찰", "사전규격 공개", "최종 선정기관 발표", "온라인 설명회 개최", "수의계약 내역", "기간 조정 공지", "현장 견학 신청", "성과보고회", "중간 점검 결과", "서류전형 합격자 발표"),
    odd=(
        *("2025년 제1차 정규직(일반·연구) 채용 공고", "[긴급입찰] 제3별관 승강기 교체공사", "정보공개심의회 위원 위촉 현황(’25.2월)", "3월 휴관일: 3(월), 10(월), 17(월), 24(월)", "고객만족도 조사 협조 요청 – 경품 증정", "R-Lab 이용료 12% 인하", "이사회 회의록(제148차)"),
        *("[해명] 2월 26일자 ○○일보 기사에 대하여", "수상작 전시 (8.1m × 4 points)"),
    ),
    authors=("경영기획실", "인재채용부", "계약재산팀", "시설안전처", "소통협력관", "운영지원본부", "데이터혁신실", "전시교육과", "물품구매담당", "감사실"),
    sentences=(
        *("입찰에 참가하고자 하는 자는 나라장터에 미리 이용자 등록을 마쳐야 합니다.", "제안서 평가는 기술능력 80점, 가격 20점으로 합니다.", "블라인드 채용이므로 출신 학교를 적지 않습니다.", "합격자는 증빙 서류 원본을 등기로 보내야 합니다."),
        *("자세한 과업 내용은 과업지시서에 따릅니다.", "설명회에는 사업 책임자 1인 이상이 참석해야 합니다.", "우리 원은 선정된 기관과 협약을 맺고 과제비를 교부합니다.", "관람료는 어른 3,000원, 어린이는 무료입니다."),
        *("시스템 사용 문의는 헬프데스크에서 받습니다.", "공동수급은 두 개 사까지 허용합니다.", "유찰되면 같은 조건으로 다시 공고합니다.", "전시실 안에서는 플래시를 쓸 수 없습니다.", "본 사업은 감사 대상이며 자료를 5년간 보관해야 합니다.", "장애인과 동반자 한 분은 우선 입장합니다."),
    ),
    files=("입찰공고서.pdf", "과업지시서 및 특수조건.hwp", "직무기술서(NCS 기반).pdf", "입사지원서 양식.docx", "가격제안서 서식.xlsx", "보도자료_전시개막.hwpx", "약식 도면.zip"),
    menu=("기관 소개", "주요 업무", "고객 참여", "알림·홍보", "사전정보 공표", "윤리 경영"),
    sites=("한별에너지진흥원", "가람슬기연구재단"),
)

COLLEGE = Vocabulary(
    name="ordinary college",
    subjects=(
        *("전과(부) 신청", "2025학년도 1학기 등록금 분할납부", "졸업작품 심사", "현장실습학기제", "외국인 유학생 보험", "교양필수 대체과목", "학생 상담주간", "수강 철회", "조기졸업", "학술제 논문", "기초학력 진단평가", "드론 자격증 과정", "학생자치기구 임원"),
        *("대학생활 적응 프로그램", "전자도서 이용 교육", "통합 실습실 개방", "장애학생 도우미"),
    ),
    endings=("신청자 유의사항", "지도교수 승인 절차", "대상 학과 확대", "결과 조회", "추가 선발 안내문", "제출 서류 목록", "재학생 필독", "세부 일정", "설문 참여 부탁", "운영 시간 변경", "특강 신청", "이수 기준"),
    odd=(
        *("[국가근로] 3월 출근부 입력 마감(3/31 24:00)", "Call for Participation: Spring Global Buddy", "2025-1 학기초 강의시간표 변경 목록(2.28. 기준)", "(취업) 새빛반도체 채용연계형 교육 <30명>", "도서관 자료실 야간 연장 개방", "졸업앨범", "제48회 아라체전 대진표"),
        *("【교직】 성인지 교육 3회차 Zoom 주소", "신입생 기숙사 2차 합격자 & 호실"),
    ),
    authors=("학적팀", "장학복지과", "컴퓨터정보과", "학생상담센터", "국제교류팀", "실습지원센터", "교양교육원", "아라대 도서관", "현장실습지원센터", "간호학과"),
    sentences=(
        *("포털시스템의 ‘학적변동’ 메뉴에서 본인이 직접 입력합니다.", "지도교수 상담을 마친 학생만 신청할 수 있습니다.", "이미 납부한 학생은 차액만 납부하면 됩니다.", "학과 조교실에 원본을, 학적팀에 사본을 냅니다."),
        *("직전 학기 성적이 2.5 미만이면 신청할 수 없습니다.", "실습 기간의 출석은 공결로 인정합니다.", "단체 대화방 주소는 강의계획서에 있습니다.", "보험에 가입하지 않은 유학생은 등록할 수 없습니다."),
        *("개강 첫 주에는 수업을 녹화하지 않습니다.", "작품은 A1 크기 패널로 만들어 전시합니다.", "휴학 중인 학생도 참여할 수 있습니다.", "졸업 예정자는 학점을 다시 한번 확인하시기 바랍니다.", "선정된 팀에게는 활동비 30만 원을 줍니다.", "설문에 답하면 비교과 점수 10점이 쌓입니다."),
    ),
    files=("전과신청서.hwp", "분할납부 안내(학생용).pdf", "현장실습 참여기업 목록.xlsx", "지도교수 추천서.docx", "강의시간표 변경분.xls", "포스터_글로벌버디.png"),
    menu=("대학 안내", "학과 안내", "대학 생활", "아라 소식", "입학", "열린 광장", "발전 기금"),
    sites=("아라대학교", "아라대학교 간호학과"),
)

UNION = Vocabulary(
    name="ordinary union",
    subjects=(
        *("보수교육 온라인 과정", "춘계학술대회 초록", "대의원 총회", "윤리강령 개정", "지부장 선거", "자격시험 원서", "회관 대관료", "공제회 급여금", "우수 실무자 포상", "정책 토론회", "신입회원 환영회", "소식지 원고", "표준 수가 조사"),
        *("후원의 밤", "경력 확인서 발급", "무료 나눔 장터"),
    ),
    endings=("등록 개시", "제출 기한", "소집 통지", "확정 공고", "일정 및 장소", "감사 인사", "결과를 알려 드립니다", "대상 확대", "참여 회원사 모집", "수정 공지", "요령", "회신 요망"),
    odd=(
        *("[회원공지] 2025년 회비 납부 및 정회원 전환 안내(3.31.限)", "제27차 정기학술대회 연제 발표 순서", "부고 - 나루지부 고문", "사무국 휴무(3월 3일 대체공휴일)", "★ 실무자 워크숍 사진 올렸습니다 ★", "세미나 자료 (1부/2부)", "질의: 경력 인정 범위", "강사 은행 등록 Q&A"),
        "후원금 1,250,000원 사용 내역",
    ),
    authors=("협회 사무국", "교육위원회", "학술분과", "나루지부", "자격관리팀", "편집위원회", "대외협력국", "복지사업팀", "간사"),
    sentences=(
        *("회원 여러분의 가정과 일터에 평안이 가득하기를 빕니다.", "등록비에는 교재와 수료증 발급비가 들어 있습니다.", "초록은 500자 안으로 작성하여 학회 메일로 보내 주십시오.", "연회비를 내지 않은 회원은 투표할 수 없습니다."),
        *("교육 시간은 모두 8평점으로 인정됩니다.", "지부별 참석 인원을 취합하여 회신해 주시기 바랍니다.", "회관 지하 주차장은 두 시간까지 무료입니다.", "시험 장소는 응시표를 출력할 때 확인할 수 있습니다."),
        *("따뜻한 마음을 보태 주신 분들께 고개 숙여 감사드립니다.", "개정안 전문은 회원 자료실에 올려 두었습니다.", "발표자는 슬라이드를 전날까지 올려야 합니다.", "소식지에 실을 글은 언제나 환영합니다.", "조사표는 통계 목적에만 씁니다."),
    ),
    files=("총회 소집 통지서.hwp", "학술대회 프로그램(안).pdf", "회원 정보 변경 신청.doc", "보수교육 시간표.xls", "위원 추천서.hwp", "후원 내역.pdf"),
    menu=("협회 소개", "교육·자격", "학술 활동", "협회 소식", "회원 마당", "자료 창고"),
    sites=("한국마을돌봄협회", "온누리복지관", "대한나루학회", "새물결환경연합"),
)

BRAND = Vocabulary(
    name="ordinary brand",
    subjects=(
        *("모바일 앱 3.2 업데이트", "추석 택배 마감", "서버 정기점검", "멤버십 등급 개편", "배터리 무상점검", "주주총회 소집", "신규 배송지역", "친환경 포장재", "공식 온라인몰", "포인트 소멸", "결제수단 추가", "리뷰 이벤트 당첨자", "오프라인 매장"),
        *("개발자 행사", "전자공고", "오픈 API"),
    ),
    endings=("사전 안내", "소식을 전합니다", "일정 공개", "완료되었습니다", "오류 수정", "적용 시점", "이렇게 달라집니다", "서비스 종료", "이용약관 변경", "지연 사과", "비하인드", "신청하기"),
    odd=(
        *("[점검] 3/6(목) 02:00 ~ 05:00 결제 서비스 일시 중단", "제14기 결산 공고", "2.9.1 → 3.0.0 마이그레이션 안내", "뭉게구름팀이 일하는 방식: 회의를 절반으로", "고객센터 전화번호가 바뀝니다", "할인 쿠폰 50% 오류 보상", "Wi‑Fi 연결이 끊길 때 <해결 방법>", "채용: 백엔드 개발자", "A/B 테스트로 배운 것"),
    ),
    authors=("뭉게구름 고객센터", "서비스운영팀", "브랜드커뮤니케이션팀", "플랫폼개발그룹", "경영관리실", "물류혁신팀", "에디터 온", "인프라실"),
    sentences=(
        *("늘 저희 서비스를 이용해 주시는 분들께 감사드립니다.", "업데이트 뒤에는 앱을 완전히 종료하고 다시 실행해 주세요.", "점검 중에는 로그인과 결제가 되지 않습니다.", "쌓아 둔 포인트는 그대로 남아 있습니다."),
        *("당첨되신 분께는 쪽지로 먼저 연락드리겠습니다.", "변경된 약관에 동의하지 않으시면 탈퇴하실 수 있습니다.", "우리는 매주 금요일에 실험 결과를 함께 읽습니다.", "같은 문제가 되풀이되지 않도록 감시 도구를 보강했습니다."),
        *("배송이 하루나 이틀 늦어질 수 있습니다.", "새 매장은 역 3번 출구에서 걸어서 5분 거리에 있습니다.", "지원서는 이력서 하나면 충분합니다.", "궁금한 점은 채팅 상담으로 물어봐 주세요.", "배당금은 총회가 끝난 뒤 한 달 안에 지급합니다."),
    ),
    files=("결산공고_제14기.pdf", "서비스 이용약관(개정안).pdf", "브랜드 가이드 2025.zip", "당첨자 명단_마스킹.xlsx", "주주총회 소집통지서.pdf"),
    menu=("서비스", "회사", "문화", "새 소식", "인재 영입", "도움말"),
    sites=("뭉게구름", "새싹배송", "하루전자"),
)

CITY_JAPAN = Vocabulary(
    name="ordinary japan",
    subjects=("マイナンバーカード休日窓口", "下水道使用料", "市民農園", "放課後児童クラブ", "高齢者肺炎球菌予防接種", "都市計画変更案", "市議会定例会", "空き家バンク", "成人式実行委員", "環境美化デー", "会計年度任用職員", "消費生活相談", "ごみ集積所"),
    endings=("の開設日について", "の利用者を募集します", "の改定", "を開催します", "の申請受付", "の縦覧", "の一部変更", "へのご協力のお願い", "の審査結果", "に関するアンケート"),
    odd=("令和7年第1回定例会の日程", "【注意】市職員をかたる電話について", "3月22日（土）は臨時開庁します", "入札結果（2月分）", "「みはらし号」ダイヤ改正"),
    authors=("戸籍住民課", "下水道経営課", "子育て支援課", "契約検査課", "議会事務局", "環境保全課", "事務局"),
    sentences=(
        *("手続きには本人確認書類が必要です。", "定員を超えた場合は抽選となります。", "案はどなたでもご覧いただけます。", "駐車場には限りがあります。", "改定後の料金は六月検針分から適用します。"),
        *("募集要項は市役所一階で配布しています。", "傍聴を希望する方は当日受付にお越しください。", "不審な電話を受けたときは警察へご相談ください。", "集合場所は各自治会でお知らせします。", "ご意見は郵便またはファクスでお寄せください。"),
    ),
    files=("募集チラシ.pdf", "申請様式.doc", "新旧対照表.pdf", "位置図.pdf", "入札結果一覧.xls"),
    menu=("くらしの便利帳", "子育て・教育", "市の計画", "お知らせ一覧", "事業者の方へ"),
    sites=("見晴市",),
)

CAMPUS_CHINA = Vocabulary(
    name="ordinary china",
    subjects=("国家自然科学基金项目", "春季学期开学教学检查", "大学生创新创业训练计划", "硕士研究生招生调剂", "档案查询", "青年教师培训", "学位论文盲审", "公共选修课", "暑期社会实践", "固定资产清查", "校车时刻", "心理健康月"),
    endings=("申报工作的通知", "有关事项说明", "评审结果公示", "实施细则", "预通知", "时间调整的公告", "材料报送要求", "报名通知", "验收安排"),
    odd=("关于2025年清明节放假安排的通知", "学术报告：低碳城市与交通（3月12日）", "中标公告（HX2025-009）", "校长办公会议纪要（第4期）", "关于启用新版校园卡的通知"),
    authors=("科学技术处", "本科生院", "党政办公室", "资产管理处", "研究生工作部", "团委"),
    sentences=(
        *("请各学院于截止日期前统一报送纸质版和电子版。", "限额申报项目由学院组织初评。", "公示时间为五个工作日。", "联系人为综合科工作人员。", "未按时提交的视为自动放弃。"),
        *("会议地点设在明德楼三层报告厅。", "凡弄虚作假者取消评选资格。", "请同学们合理安排返校时间。", "班车从南门发车。", "具体要求以学校文件为准。"),
    ),
    files=("附件1.申报书（2025版）.doc", "附件2.汇总表.xls", "实施细则.pdf", "校车时刻表.jpg"),
    menu=("学院概况", "师资队伍", "科学研究", "通知与公告", "招生就业"),
    sites=("禾溪理工大学", "禾溪理工大学土木工程学院"),
)

STADT = Vocabulary(
    name="ordinary germany",
    subjects=("Stadtbibliothek", "Radweg am Kanal", "Wochenmarkt", "Haushaltssatzung", "Baugebiet Sonnenhang", "Jugendparlament", "Kita-Gebühren", "Lärmaktionsplan", "Freibad", "Volkshochschule", "Fernwärme", "Stadtputztag"),
    endings=("öffnet wieder", "– Planung vorgestellt", "zieht um", "– Beteiligung startet", "– Satzung beschlossen", "sucht Helfer", "mit neuem Programm", "– Bauarbeiten dauern an", "– Hinweise der Verwaltung"),
    odd=("Unterbrechung der Wasserversorgung am 6. März, 8 bis 12 Uhr", "Rathaus am Rosenmontag geschlossen", "„Kunst im Foyer“: Ausstellung bis Ostern", "Förderung: 500 Euro für Balkonkraftwerke"),
    authors=("Pressestelle", "Stadtplanungsamt", "Tiefbauamt", "Amt für Soziales", "Stadtwerke Erlental", "Oberbürgermeisterbüro"),
    sentences=(
        *("Der Stadtrat hat den Beschluss einstimmig gefasst.", "Bürgerinnen und Bürger können sich bis Monatsende äußern.", "Die Arbeiten werden abschnittsweise ausgeführt.", "Der Eintritt ist frei.", "Weitere Auskünfte erteilt das Servicetelefon."),
        *("Anwohner erreichen ihre Grundstücke jederzeit.", "Die Gebühren bleiben in diesem Jahr stabil.", "Wer mithelfen möchte, meldet sich per E-Mail.", "Das Vorhaben wird vom Land gefördert.", "Treffpunkt ist der Brunnen vor dem Rathaus."),
    ),
    files=("Satzungstext.pdf", "Plan_Sonnenhang.pdf", "Programmheft Frühjahr.pdf", "Antrag Balkonkraftwerk.docx"),
    menu=("Rathaus", "Bürgerservice", "Wirtschaft", "Nachrichten", "Kultur"),
    sites=("Stadt Erlental",),
)

FACULTE = Vocabulary(
    name="ordinary france",
    subjects=("Inscriptions pédagogiques", "Bibliothèque universitaire", "Élections étudiantes", "Soutenance de thèse", "Bourses de mobilité", "Journée portes ouvertes", "Certification en langues", "Restaurant du campus", "Appel à projets recherche", "Examens du second semestre"),
    endings=(": calendrier", "prolongées jusqu’à vendredi", ": mode d’emploi", "– résultats", ": nouveaux horaires", "– conférence inaugurale", ": derniers jours", "en ligne", "– report"),
    odd=("Fermeture du bâtiment C le 7 mars 2025", "La présidence vous répond", "Forum des métiers : 40 entreprises attendues", "Wifi & messagerie : interruption de service"),
    authors=("Service scolarité", "Direction de la communication", "Direction de la recherche", "Vie étudiante", "Relations internationales"),
    sentences=(
        *("Les dossiers incomplets seront renvoyés.", "Le vote est ouvert à tous les étudiants inscrits.", "La séance aura lieu dans l’amphithéâtre Curie.", "Une permanence est assurée le mardi matin.", "Les candidatures sont examinées par un jury."),
        *("Pensez à vérifier votre messagerie universitaire.", "L’accès se fait par l’entrée principale.", "Un accusé de réception est envoyé sous deux jours.", "Les frais de transport sont remboursés.", "Le programme complet sera publié prochainement."),
    ),
    files=("Calendrier universitaire.pdf", "Fiche de candidature.docx", "Plan du campus.pdf", "Profession de foi.pdf"),
    menu=("L’université", "Formation", "Recherche", "Actualités du campus", "International"),
    sites=("Université de Valbrune",),
)

ENGLISH_WORLD = Vocabulary(
    name="ordinary english",
    subjects=("Brush burning permits", "Property tax notices", "Board of Supervisors", "Vaccination clinic", "Bridge replacement", "Youth volunteer corps", "Water main flushing", "Rural broadband", "Animal shelter", "Emergency alert test"),
    endings=("now available online", "– public hearing", "closed for maintenance", "expands hours", "– what to expect", "meeting rescheduled", "receives state funding", "update", "– comment period open", "honors its staff"),
    odd=("RFP 2025-14: Audit Services", "Boil water advisory lifted for Cedar Flat", "Daylight saving time begins March 9", "Office hours & holiday closures"),
    authors=("Clerk of the Board", "Public Works", "Public Health", "Assessor", "Elections Office", "Road Department"),
    sentences=(
        *("The item is on the consent agenda.", "Crews will work overnight to limit delays.", "Written comments can be mailed to the address below.", "The shelter is open every day except Sunday."),
        *("Funding comes from the state infrastructure program.", "No action is needed if you already registered.", "Please check the map before you travel.", "Bids are opened publicly at the courthouse."),
    ),
    files=("Public hearing notice.pdf", "RFP 2025-14.pdf", "Site map.png", "Fee schedule.xlsx", "Board packet.pdf"),
    menu=("Home", "Departments", "Residents", "News", "Contact"),
    sites=("Alder County",),
)

SCHOOL = replace(
    COLLEGE,
    name="ordinary school",
    subjects=("방과후학교 수강생", "학부모 상담주간", "급식 식재료 업체", "현장체험학습", "돌봄교실 운영", "학교폭력 예방교육", "신입생 예비소집", "교복 공동구매", "독서캠프", "정기고사 시간표", "학교운영위원 선출", "통학로 공사"),
    endings=("가정통신문", "신청서 제출 안내", "결과를 알립니다", "참가 동의 여부 조사", "변경 알림장", "일정 안내문", "협조를 부탁드립니다", "만족도 조사"),
    odd=("3월 급식 식단표", "[긴급] 폭설에 따른 등교 시간 조정(10:00)", "2025학년도 1학기 학사일정(수정)", "학교생활기록부 기재요령 Q&A", "개학식 & 입학식", "물결 소식 제3호"),
    authors=("교무기획부", "학년부장", "영양교사", "보건교사", "방과후부", "학교 행정실", "생활안전부"),
    sentences=(
        *("학부모님 가정에 건강과 행복이 함께하기를 기원합니다.", "동의서는 담임 선생님께 내 주시기 바랍니다.", "도시락과 물통을 챙겨 보내 주세요.", "수강료는 스쿨뱅킹으로 빠져나갑니다.", "등굣길에는 횡단보도로 건너도록 지도해 주십시오."),
        *("알레르기가 있는 학생은 미리 알려 주세요.", "시험 당일에는 컴퓨터용 사인펜을 준비합니다.", "선거는 학부모 전체회의에서 치릅니다.", "교복은 3월 둘째 주에 나누어 줍니다.", "체험 장소까지는 버스로 움직입니다."),
    ),
    files=("가정통신문.hwp", "참가 동의서.hwp", "3월 식단표.pdf", "학사일정표.xlsx", "안전교육 자료.pptx"),
    menu=("학교 소개", "교육 활동", "학교 마당", "알림장", "학부모 광장", "학생 광장"),
    sites=("물결초등학교",),
)

COMMUNITY = replace(
    BRAND,
    name="ordinary community",
    subjects=("주말 벼룩시장", "골목 사진전", "강아지 산책 모임", "작은 책방", "공유 주방", "자전거 도로", "수영장 새벽반", "버스 막차", "중고 악기", "텃밭 씨앗", "카페 추천", "분실물", "층간소음"),
    endings=("다녀왔어요", "같이 하실 분", "어떻게 생각하세요", "정보 나눕니다", "찾았습니다", "후기 남깁니다", "질문 있어요", "무료로 드려요", "요즘 어때요", "바뀌었네요"),
    odd=("[모임] 3/8(토) 오전 10시 한강 달리기", "이번 주 동네 소식 10가지", "눈 온다…", "전기요금 24,300원 나왔는데 정상인가요?", "(완료) 책상 나눔합니다", "운영 규칙 v2 <꼭 읽어 주세요>"),
    authors=("운영진", "두부한모", "골목사진가", "나무늘보", "새벽수영", "책방지기", "달리는감자", "옥상텃밭"),
    sentences=(
        *("어제 퇴근길에 들렀는데 사람이 정말 많더라고요.", "관심 있으신 분은 쪽지 주세요.", "사진은 휴대전화로 찍어서 흐릿합니다.", "비가 오면 다음 주로 미룹니다.", "저만 이렇게 느끼는지 궁금합니다."),
        *("가격은 생각보다 비싸지 않았어요.", "먼저 오신 분께 드립니다.", "우리 동네에도 이런 곳이 생겨서 좋네요.", "혹시 아시는 분 계시면 알려 주세요.", "늘 그렇듯 준비물은 없습니다.", "댓글로 의견 남겨 주시면 모아 보겠습니다."),
    ),
    files=("약도_손그림.jpg", "모임 일정.txt", "악보.pdf", "씨앗목록.xlsx"),
    menu=("홈", "모임", "장터", "동네 소식", "질문", "내 정보"),
    sites=("동네한바퀴", "새벽마당"),
)

WOODWORKERS = replace(
    ENGLISH_WORLD,
    name="ordinary woodworkers",
    subjects=("Walnut side table", "Hand plane restoration", "Dust collection", "Dovetail jig", "Oil finish", "Bandsaw blades", "Workbench build", "Timber swap", "Chair class", "Sharpening stones"),
    endings=("– progress photos", "– advice needed", "finished at last", "– lessons learned", "for a small shop", "– group buy", "this weekend", "compared"),
    odd=("Read first: forum rules (2025)", "Spring show & tell, April 12", "Is 3/4\" ply enough?", "Shop tour #27"),
    authors=("benchdog", "Pinewood staff", "slow_chisel", "grainline", "Events desk"),
    sentences=(
        *("I glued it up in two stages.", "The board moved more than I expected.", "Any suggestions would be welcome.", "Photos are attached below.", "It took three coats and a week of waiting."),
        *("The old iron cleaned up nicely.", "Bring your own safety glasses.", "I would not buy that blade again.", "We meet behind the mill at ten.", "Measure from the face side."),
    ),
    files=("cut list.pdf", "jig drawing.png", "parts.xlsx"),
    sites=("Pinewood Woodworkers",),
)

SERVER_NOTES = replace(
    ENGLISH_WORLD,
    name="ordinary notes",
    subjects=("Backups", "A slow query", "Static search", "Dark mode", "Image formats", "Cron jobs", "Feed readers", "Log rotation", "Self-hosted maps", "Form spam"),
    endings=("without tears", "in one afternoon", "revisited", "the boring way", "for small sites", "and what went wrong", "explained", "five years later"),
    odd=("Now", "How we cut page weight by 40%", "What I read in 2024 (and why)", "Error 502 & other stories"),
    authors=("Site editors", "Guest writer"),
    sentences=(
        *("The fix was a single missing index.", "I kept the old version around for a month.", "Nobody noticed, which was the point.", "There is a script at the end of this post.", "It runs on a machine the size of a book."),
        *("We measured twice and kept the simpler version.", "The documentation was wrong about this.", "Readers wrote in with better ideas.", "Disk space is cheap until it is not.", "I will write about the rest another day."),
    ),
    files=("backup.sh.txt", "results.csv"),
    menu=("Home", "About", "Archive", "Writing", "Feed"),
    sites=("Notes from a Small Server",),
)

TENDERS = replace(
    AGENCY,
    name="ordinary tenders",
    subjects=("배수펌프장 전기공사", "청사 경비 용역", "공원 수목 전정", "사무용 복합기 임차", "하수관로 세척", "승강기 유지관리", "통합관제 시스템 고도화", "단독주택용지 공급", "폐기물 수집운반", "소방시설 점검", "구내식당 위탁운영"),
    endings=("입찰공고", "긴급 입찰공고", "재입찰", "정정공고", "취소공고", "(2차) 공고", "사전규격 의견수렴", "전자입찰", "개찰 결과"),
    odd=("2025년 단가계약(레미콘) 구매 입찰", "[재공고] 상가 임대차 일반경쟁(3호, 7호)", "새뜰지구 A-2블록 조경공사", "견적제출 안내공고 제2025-19호", "물품 매각(불용품) 공고", "R&D 장비 이전 설치"),
    sites=("새뜰도시개발공사",),
)

HIRING = replace(
    AGENCY,
    name="ordinary hiring",
    subjects=("일반직 신입", "육아휴직 대체인력", "시설관리 공무직", "체험형 청년인턴", "개방형 직위", "운전원", "계약직 연구보조원", "미화원", "안전관리자", "사내 변호사"),
    endings=("채용공고", "서류심사 결과", "면접전형 안내", "최종합격자 발표", "재공고", "채용 정정공고", "필기시험 장소 공고", "임용 예정자 등록"),
    odd=("2025년 상반기 신규직원 공개채용(총 24명)", "[긴급] 수영강사 1명", "채용서류 반환 청구 안내", "인재풀 등록 안내 & FAQ", "기간제근로자 채용 (3.17.~12.31.)"),
    sites=("새뜰도시개발공사",),
)

MUSEUM_WORDS = replace(
    AGENCY,
    name="ordinary museum",
    subjects=("기획전 ‘강가의 살림’", "어린이 체험교실", "문화가 있는 날", "야간 개장", "전시실 2관", "유물 기증", "토요 국악 마당", "주차장 포장공사", "박물관 대학", "자원봉사 해설사"),
    endings=("관람 안내", "참가 신청", "임시 휴관", "운영 시간 변경", "모집 결과", "연장 전시", "개막식", "취소 안내", "예약 방법"),
    odd=("3월 휴관일 안내(3, 10, 17, 24, 31일)", "[필독] 단체 관람 사전예약제 시행", "제7회 어린이 그림그리기 대회 수상작", "유물 구입 공고 제2025-1호", "야외 무대 대관 Q&A"),
    sites=("두물머리박물관",),
)

STATUTORY = replace(
    BRAND,
    name="ordinary statutory",
    subjects=("정기주주총회", "임시주주총회", "기준일 및 주주명부", "감사보고서", "신주 발행", "합병 관련 채권자", "재무제표", "분기배당", "명의개서 대리인"),
    endings=("소집 공고", "설정 공고", "제출", "승인 공고", "이의제출 공고", "변경 공고", "결정", "안내문"),
    odd=("제14기 결산공고", "주식병합 및 구주권 제출 공고", "외부감사인 선임", "전자투표 이용 방법"),
    sites=("뭉게구름",),
)

SANGYO = replace(
    CITY_JAPAN,
    name="ordinary sangyo",
    subjects=("ものづくり補助金", "創業塾", "経営相談会", "合同展示会", "専門家派遣", "省エネ診断", "販路開拓セミナー", "事業承継", "デジタル化支援", "技術交流会"),
    endings=("の参加者募集", "のご案内", "の採択結果", "の公募開始", "を開催しました", "の申込締切について", "のアンケート", "の日程"),
    odd=("ゴールデンウィーク期間の業務について", "【重要】電話番号が変わります", "職員を募集しています", "会報第12号を発行しました"),
    sites=("一般社団法人みはらし産業支援機構",),
)

TRUST = replace(
    ENGLISH_WORLD,
    name="ordinary trust",
    subjects=("Maternity unit", "Outpatient parking", "Winter visiting", "Eye clinic", "Apprentice nurses", "Charity fun run", "Stroke team", "Pharmacy", "Children’s ward", "Blood tests"),
    endings=("opens its doors", "– what to expect", "wins national award", "moves to new building", "thanks volunteers", "by appointment only", "– have your say", "rated good"),
    odd=("Our strategy, one year on", "Board meeting in public: 27 March", "Flu & COVID-19 jabs still available", "Industrial action: how services are affected"),
    sentences=(
        *("Patients should bring their appointment letter.", "The new rooms were designed with families.", "Visiting hours remain the same.", "Staff raised more than four thousand pounds.", "The trust would like to thank everyone involved."),
        *("Please do not come to hospital if you feel unwell.", "Parking is free for blue badge holders.", "The service runs from Monday to Friday.", "Referrals are made by your GP.", "We are sorry for any inconvenience."),
    ),
    files=("Visitor leaflet.pdf", "Strategy on a page.pdf", "Board papers.pdf", "Survey.docx"),
    menu=("Home", "Services", "Patients and visitors", "News", "Contact us"),
    sites=("Fenwick Hospitals Trust",),
)
