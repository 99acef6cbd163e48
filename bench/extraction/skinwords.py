"""The words of the boards drawn after public templates: eight vocabularies, none of which shares a title, author or sentence with another part."""

# ruff: noqa: E501 - lists of words are long; the typography is that of the languages

from __future__ import annotations

from bench.extraction.entries import Vocabulary

BUREAU = Vocabulary(
    name="skins bureau",
    subjects=(
        *("어린이집 급식 위생 합동점검", "전통시장 화재보험료", "공유 전동킥보드 주차구역", "빈 점포 활용", "스마트 버스정류장", "마을세무사 무료 상담", "제설함 위치도", "유기동물 입양비", "저소득층 전세보증금 이자"),
        *("공공자전거 대여소", "반려식물 병원", "하수관로 준설공사", "지방세 체납자 명단", "우리동네 안심 보안관", "옛 역사 부지 활용", "국민디자인단", "작은도서관 순회사서"),
    ),
    endings=(
        *("추진 실적 게시", "사업 대상자 선정 공고", "시행에 따른 교통 통제", "(3차) 재공고", "설문에 참여해 주세요", "업무 담당자 변경", "주민설명회 개최", "이렇게 달라집니다", "안내문(다국어)", "실시계획 인가 고시", "용역 착수보고"),
        *("접수처 확대", "결과보고서 게재"),
    ),
    odd=(
        *("[해명자료] 2월 27일자 ㅇㅇ일보 보도에 대하여", "제3회 '우리 동네 한 컷' 공모전 (~4. 15.)", "2025. 3. 4.(화) 0시부터 상수도 단수", "★중요★ 사칭 공문 주의", "ESG 경영 선언문 <전문>", "감사결과 처분요구서 No.12"),
        *("「도시재생 활성화계획」 변경(안) 공람", "Notice for foreign residents: tax refund"),
    ),
    authors=("도시재생과", "세무관리팀", "생활체육과", "동물보호센터", "정보통신담당관", "하수도사업소", "아동친화팀", "감사담당관실", "공원여가국", "자치행정과", "대중교통팀"),
    sentences=(
        *("세부 사항은 첨부한 공문을 확인하여 주시기 바랍니다.", "지원 대상은 공고일 기준 주민등록이 되어 있는 세대입니다.", "예산 사정에 따라 지원 규모가 바뀔 수 있습니다.", "신청서는 동 행정복지센터 3번 창구에서 받습니다.", "우천 시 일정은 하루씩 늦추어집니다."),
        *("공사 구간에는 신호수를 두어 보행로를 확보하겠습니다.", "점검에서 지적된 곳은 한 달 안에 다시 살핍니다.", "제출하신 자료는 사업 목적 밖에는 쓰지 않습니다.", "주차는 건너편 공영주차장을 이용하실 수 있습니다.", "의견서 서식은 따로 정해져 있지 않습니다."),
        *("외국인 주민을 위한 통역은 사흘 전까지 요청해 주십시오.", "체납 처분은 납부가 확인되는 즉시 풀립니다.", "대여 시간은 두 시간을 넘길 수 없습니다.", "지난 회차의 당선작은 시민홀에 걸려 있습니다.", "같은 내용을 여러 부서에 내지 않으셔도 됩니다."),
    ),
    files=("고시문(제2025-118호).hwp", "참여신청서 1부.hwpx", "공고문_게시용.pdf", "붙임2_추진일정표.xlsx", "구역도(1:1,200).jpg", "개인정보 수집·이용 동의서.doc"),
    menu=("시정소식", "민원안내", "정보공개", "새소식", "참여마당", "시청안내"),
    sites=("물안골시청", "솔고개군청", "한여울시설관리공단", "돌다리구의회"),
)

COLLEGE = Vocabulary(
    name="skins college",
    subjects=(
        *("교내 셔틀 노선", "동계 계절학기", "마이크로디그리 과정", "졸업작품 전시회", "학생증 재발급 창구", "해외 자매대학 연수", "이수구분 정정", "실험실습비 집행", "학술대회 참가비", "신입생 대학영어 분반"),
        *("연구윤리 온라인 강좌", "기숙사 식당 식단", "학부모 초청 간담회"),
    ),
    endings=("운영 개편", "신청자 추가 선발", "결과 열람", "설치 공지", "관련 협조 사항", "사전 조사서 제출", "중지 기간", "수료 기준", "만족도 설문", "배정표", "이용 수칙"),
    odd=(
        *("[필수] 24학번 대상 진로 설계 워크숍(3/27 목)", "Call for papers: 12th Student Symposium", "2025-1 학점교류 Q&A 25선", "(재공지) 등록금 분납 2회차", "도서 반납 지연 100일 이상자", "C++ 튜터링 & 코드리뷰 모임"),
        *("<모집> 학보사 제88기 수습기자", "※ 개인 사물함 비우기 ※"),
    ),
    authors=("학사운영실", "국제교육원", "생활관운영팀", "공학교육혁신센터", "입학기획팀", "교양대학 교학과", "연구진흥팀", "학생복지센터", "도서관 열람팀"),
    sentences=(
        *("해당 학과 조교에게 서류를 낸 뒤 확인 문자를 받으십시오.", "선발 인원은 지원 현황에 따라 조정됩니다.", "수료하면 졸업 인증 점수 2점을 받습니다.", "지난 학기 미이수자는 이번에 반드시 들어야 합니다.", "연수 비용의 절반은 교비로 지원합니다."),
        *("조 편성은 개강 첫 주에 발표합니다.", "장비를 쓰기 전에 안전 서약서를 제출하여야 합니다.", "강의계획서는 학사정보시스템에서 볼 수 있습니다.", "식단은 사정에 따라 당일 바뀔 수 있습니다.", "발표 시간은 질의를 포함하여 20분입니다."),
        *("사물함 열쇠는 과사무실에서 보관합니다.", "휴학생도 신청할 수 있으나 증명서를 함께 내야 합니다.", "학점 인정 여부는 교과과정위원회가 정합니다.", "행사장에는 음식물을 가져올 수 없습니다."),
    ),
    files=("선발공고문(최종).hwp", "수료자명단_학번순.xlsx", "강의실 배치도.png", "지원서 양식.docx", "Symposium_template.zip", "일정표_v3.pdf"),
    menu=("대학소개", "입학안내", "학사안내", "학교소식", "학생생활", "연구·산학"),
    sites=("물안대학교", "솔내과학기술원", "한여울초등학교"),
)

FIRM = Vocabulary(
    name="skins firm",
    subjects=(
        *("정기 주주총회", "배송 지연 지역", "카드사 무이자 할부", "모바일 앱 3.1 업데이트", "개인정보 위탁업체", "창립 30주년 이벤트", "품질경영 인증 갱신", "대리점 워크숍", "서버 증설 작업", "해외 법인 설립", "옥수수 포장재"),
        *("고객 간담회", "택배 파업"),
    ),
    endings=("관련 안내 말씀", "소집 결의", "당첨자 명단", "도입", "시행 일정 연기", "이용약관 개정", "사전 예약", "성료", "체결", "점검 완료", "대응 방안", "FAQ 추가"),
    odd=(
        *("[이벤트] 포토후기 쓰고 커피 받자! (3/1~3/31)", "제17기 결산공고", "1:1 문의 답변이 늦어지고 있습니다", "㈜다린전자, ISO 14001 취득", "고객센터 운영시간 변경 09:00~18:00 → 10:00~17:00", "[완료] 3월 3일(월) 새벽 긴급점검"),
        "Q. 환불은 언제 되나요?",
    ),
    authors=("고객만족팀", "마케팅기획팀", "IR담당", "플랫폼운영팀", "물류지원팀", "홍보파트", "구매본부", "서비스관리자"),
    sentences=(
        *("저희 제품을 사랑해 주시는 모든 분께 고맙다는 인사를 드립니다.", "작업이 끝나는 시각은 상황에 따라 앞당겨질 수 있습니다.", "당첨되신 분께는 문자로 따로 연락드립니다.", "의결권은 전자투표로도 행사하실 수 있습니다."),
        *("도서 산간 지역은 이틀이 더 걸립니다.", "약관에 동의하지 않으시면 탈퇴를 요청하실 수 있습니다.", "새 버전은 앱 장터에서 차례로 배포됩니다.", "결제 내역은 마이페이지에서 확인해 주세요.", "포장재는 옥수수 전분으로 만들었습니다."),
        *("행사 상품은 교환이 되지 않습니다.", "대리점 담당자께서는 사전에 좌석을 예약하여 주십시오.", "장애 원인은 네트워크 장비의 고장으로 확인되었습니다."),
    ),
    files=("소집통지서_17기.pdf", "개정약관_신구대비표.hwp", "이벤트 당첨자.xls", "release-note-3.1.txt", "브로슈어(국문).pdf", "사업장 약도.png"),
    menu=("회사소개", "제품", "고객센터", "소식", "투자정보", "인재채용"),
    sites=("다린전자", "해밀유통", "누림일보"),
)

NIHON = Vocabulary(
    name="skins japanese",
    subjects=("資源ごみの分別", "保育所の空き状況", "税務署の出張相談", "駅前広場の工事", "温水プールの営業", "子育て応援給付金", "耐震診断補助", "自転車駐輪場", "市民講座の受講生", "風しん予防接種", "決算短信", "本社の移転"),
    endings=("のご案内", "について（第2報）", "を更新しました", "の変更点", "の申請受付", "を再開します", "に係る入札結果", "のお詫び"),
    odd=("【緊急】断水のおそれがあります（3月2日）", "令和6年度下半期 財政状況の公表", "「広報みずうみ」3月号を掲載しました", "FAXの番号が変わります（03-0000-0000）", "パブリックコメント＜結果＞", "年度末の窓口延長（3/28・3/31）", "※詐欺メールにご注意ください"),
    authors=("市民協働課", "こども未来課", "上下水道局", "税務課市民税係", "経営企画室", "都市整備課", "健康づくり推進課"),
    sentences=(
        *("必要書類をそろえて窓口までお越しください。", "期間中は駐車場の一部が使えません。", "申請書は各支所にも置いてあります。", "抽選の結果は当選者にのみお知らせします。", "電話での申込みは受け付けておりません。"),
        *("今後の状況により内容が変わることがあります。", "対象となる方には案内を送付しています。", "お子さま連れの方も参加いただけます。", "本件に関するお問い合わせは広報担当まで。", "工事車両の出入りにご注意ください。"),
    ),
    files=("申請書様式.xlsx", "チラシ（両面）.pdf", "位置図A4.pdf", "質問回答書.docx"),
    menu=("市のご紹介", "手続き", "子育て", "お知らせ一覧", "議会"),
    sites=("みずうみ市", "株式会社あさぎり製作所"),
)

ZHONGWEN = Vocabulary(
    name="skins chinese",
    subjects=("期末考试监考", "新生宿舍分配", "专利申报", "网络课程平台", "食堂价格", "班车时刻", "论文查重", "科研经费报销", "校医院门诊", "春季运动会", "职称评审"),
    endings=("有关事项说明", "调整公告", "征集意见", "的补充规定", "结果公布", "培训安排", "时间表", "申请指南"),
    odd=("关于2025年清明节放假的安排", "【重要】统一身份认证升级（3月8日22:00）", "中标公示（第二包）", "征文：我与校园的故事", "转载：青年教师资助项目指南", "失物招领（第5期）", "校园卡系统V2.0上线"),
    authors=("后勤集团", "科技处", "校工会", "现代教育中心", "实验设备处", "宣传部", "国际合作处"),
    sentences=(
        *("请各学院于本周五之前报送名单。", "未按时提交者视为自动放弃。", "具体操作流程见使用手册。", "咨询电话在工作时间内开通。", "因施工需要部分路段临时封闭。"),
        *("参赛作品须为本人原创。", "考场规则请提前阅读。", "名单以最终公布的为准。", "本办法自发布之日起执行。", "如遇雨天则顺延一周。"),
    ),
    files=("附件1.报名汇总表.xls", "操作手册.pdf", "管理办法（修订）.docx", "中标明细.xlsx"),
    menu=("学院概况", "师资队伍", "教学科研", "最新动态", "校务公开"),
    sites=("云溪学院", "南湖科技论坛"),
)

DEUTSCH = Vocabulary(
    name="skins german",
    subjects=("Erneuerung der Seebrücke", "Bücherei am Hafen", "Glasfaserausbau", "Hundesteuer", "Bauernmarkt am See", "Radverkehrskonzept", "Freibadsaison", "Jugendbeirat", "Kanalsanierung", "Denkmaltag", "Heizkostenzuschuss"),
    endings=("startet im Mai", "– Bürgerinformation", "bleibt geschlossen", "– Ergebnisse liegen vor", "neu geregelt", "– Bewerbungen gesucht", "im zweiten Abschnitt", "– Vergabe der Leistungen"),
    odd=("Trinkwasser abkochen: Entwarnung für Ortsteil Süd", "Haushalt 2025/26 beschlossen", "„Kunst im Rathaus“ – Vernissage am 14.03.2025", "Neue Bankverbindung der Stadtkasse", "Umfrage: 10 Fragen zum Nahverkehr", "Schöffenwahl & Ehrenamt", "Störung der Telefonanlage"),
    authors=("Presse und Öffentlichkeit", "Straßenbauamt", "Stadtwerke", "Kulturbüro", "Sozialreferat"),
    sentences=(
        *("Die Arbeiten dauern voraussichtlich sechs Wochen.", "Anregungen können bis zum Ende der Auslegung abgegeben werden.", "Der Bus hält ersatzweise am Bahnhof.", "Die Ausschusssitzung ist öffentlich.", "Gefördert wird das Vorhaben vom Land."),
        *("Die Gebühren bleiben unverändert.", "Interessierte melden sich telefonisch.", "Der Eintritt ist frei, um Spenden wird gebeten.", "Anlieger werden gesondert benachrichtigt.", "Weitere Auskünfte erteilt das Fachamt."),
    ),
    files=("Anlage 1 Übersichtsplan.pdf", "Satzung_neu.pdf", "Programmheft.pdf", "Formblatt.docx"),
    menu=("Stadt", "Bürgerservice", "Wirtschaft", "Neuigkeiten", "Tourismus"),
    sites=("Stadt Seewalde",),
)

FRANCAIS = Vocabulary(
    name="skins french",
    subjects=("Rencontre des bénévoles", "Atelier de réparation", "Bourse aux vélos", "Assemblée générale", "Jardin partagé", "Cours de langue", "Projection débat", "Local associatif", "Bibliothèque de rue", "Permanence juridique", "Fête du quartier"),
    endings=(": le programme", "reportée", ": appel à volontaires", "au mois d’avril", ": bilan de l’année", ": inscription obligatoire", ": photos et témoignages", "change d’adresse"),
    odd=("Nouvelle adresse de courriel", "« Mémoires d’usine » : l’exposition", "Comptes 2024 & budget 2025", "Vigilance crue : ce qu’il faut savoir", "Un an déjà !", "Recrutement : 1 animateur (H/F)", "Lettre n° 27"),
    authors=("Le bureau", "La rédaction", "Commission culture", "Collectif d’habitants", "Secrétariat"),
    sentences=(
        *("Chacun apporte de quoi partager un repas.", "Le nombre de places est limité à vingt.", "Une participation de deux euros est demandée.", "La salle est accessible aux personnes à mobilité réduite.", "Nous cherchons encore du matériel."),
        *("Le compte rendu sera envoyé aux adhérents.", "Rendez-vous devant la gare à neuf heures.", "Les enfants sont les bienvenus.", "Le débat sera animé par deux invités.", "Merci à toutes celles et ceux qui sont venus."),
    ),
    files=("Affiche A4.pdf", "Bulletin d’adhésion.odt", "Procès-verbal.pdf", "Plan d’accès.png"),
    menu=("L’association", "Nos actions", "Agenda", "Les nouvelles", "Adhérer"),
    sites=("Collectif des Trois Ponts",),
)

WORLD = Vocabulary(
    name="skins world",
    subjects=(
        *("Release candidate for the scheduler", "Printer driver on older laptops", "Reading group on soil chemistry", "Harbour dredging", "Translation of the handbook", "Mirror server in Oslo", "Bee survey volunteers"),
        *("Backup job fails silently", "Choir rehearsal room", "Night bus pilot", "Seed library", "Museum late opening", "Grant officers’ workshop"),
    ),
    endings=("– please test", "is back", "needs reviewers", "explained", "moved to a new host", "– summary of replies", "from next term", "for beginners", "– revised schedule", "(solved)", "– request for comments"),
    odd=(
        *("[ANN] Version 2.4.1 & security fixes", "Board meeting minutes, 27 February 2025", "Who is going to the 10:30 ferry?", "How do I export > 500 records?", "RFC: drop support for “classic” mode", "Lost: one blue umbrella", "Re-opening party (bring cake)"),
    ),
    authors=("Harbour Office", "Release Team", "Docs Crew", "Night Desk", "Museum Shop", "Field Station", "Webmaster Pool", "Seed Bank"),
    sentences=(
        *("The old address keeps working until the summer.", "Nobody has reported the problem on newer machines.", "We would like two more people on the committee.", "Logs and a screenshot are attached below.", "The rehearsal starts a quarter of an hour earlier."),
        *("Please do not reply to the announcement address.", "A patch is under review and should land this week.", "Tickets are sold at the door only.", "The crossing takes twenty minutes in good weather.", "Feedback on the wording is very welcome."),
        *("It worked until the last upgrade.", "Volunteers get lunch and a bus fare.", "The survey closes when the first hundred answers are in.", "Numbers for the last quarter are in the second table."),
    ),
    files=("changelog-2.4.1.txt", "minutes_february.pdf", "screenshot-error.png", "survey form.odt"),
    menu=("About us", "Projects", "Support", "Latest posts", "Calendar", "Imprint"),
    sites=("Tern Island Trust", "Open Lantern Project", "Fairhaven Community"),
)
